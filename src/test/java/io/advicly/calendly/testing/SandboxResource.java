package io.advicly.calendly.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gives the service under test everything that it has in production: a database, Calendly (the
/// sandbox, over real HTTP) and an identity provider (the sandbox's login).
///
/// Tests find it all through [Surroundings], whichever class loader or process they run in.
public final class SandboxResource implements QuarkusTestResourceLifecycleManager {

    private @Nullable SandboxSet set;

    @Override
    public Map<String, String> start() {
        SandboxSet started = SandboxSet.start();
        set = started;
        String port = String.valueOf(started.port());
        Map<String, String> all = new HashMap<>(started.configuration());
        all.put("quarkus.http.port", port);
        all.put("quarkus.http.test-port", port);
        all.put("quarkus.management.port", "0");
        all.put("calendly.stream.heartbeat", "1s");
        all.put("calendly.meetings.link-lookup-delay", "8s");
        all.put("calendly.stream.patience", "3s");
        all.put("calendly.return-to.allowed", String.join(",", origins(port)));
        all.put("quarkus.oidc.token.forced-jwk-refresh-interval", "1S");
        // What fails on purpose in one test must not stop the calls of the next one.
        all.put("calendly.http.breaker.calls", "1000");
        return all;
    }

    /// Of the product: one that tests only name, one that they serve, one where the demo is on
    /// another site than the service, and the service's own.
    private static List<String> origins(String port) {
        String product = "http://product.localhost:" + Ports.free();
        Surroundings.publishProduct(product);
        return List.of(
                "http://localhost:3000",
                product,
                "http://127.0.0.1:" + port,
                "http://localhost:" + port);
    }

    @Override
    public void stop() {
        if (set != null) {
            set.close();
        }
    }
}
