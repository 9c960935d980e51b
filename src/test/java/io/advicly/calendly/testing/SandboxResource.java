package io.advicly.calendly.testing;

import io.advicly.calendly.sandbox.Sandbox;
import io.advicly.calendly.sandbox.SandboxOptions;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gives the service under test everything that it has in production: a database, Calendly (the
/// sandbox, over real HTTP) and an identity provider (the sandbox's login).
///
/// Tests find it all through [Surroundings], whichever class loader or process they run in.
public final class SandboxResource implements QuarkusTestResourceLifecycleManager {

    private @Nullable Sandbox sandbox;

    @Override
    public Map<String, String> start() {
        int port = Ports.free();
        String service = "http://localhost:" + port;
        Sandbox started =
                Sandbox.start(
                        SandboxOptions.defaults()
                                .withAnyPort()
                                .withRedirectUri(service + "/api/calendly/oauth/callback")
                                .withSwitch("token_limit_per_minute", 0));
        sandbox = started;
        TestDatabase database = TestDatabase.create();
        Surroundings.publish(service, started.baseUrl(), database.jdbcUrl());
        Map<String, String> all = new HashMap<>(ServiceResource.required());
        all.putAll(database.configuration());
        all.put("quarkus.http.port", String.valueOf(port));
        all.put("quarkus.http.test-port", String.valueOf(port));
        all.put("quarkus.management.port", "0");
        all.put("quarkus.flyway.migrate-at-start", "true");
        all.put("quarkus.oidc.auth-server-url", started.baseUrl() + "/_login");
        all.put("calendly.public-url", service);
        all.put("calendly.auth-url", started.baseUrl());
        all.put("calendly.api-url", started.baseUrl());
        all.put("calendly.sweep.every", "1s");
        all.put("calendly.stream.heartbeat", "1s");
        all.put("calendly.meetings.link-lookup-delay", "3s");
        all.put("calendly.stream.patience", "3s");
        all.put("calendly.return-to.allowed", "http://localhost:3000," + service);
        return all;
    }

    @Override
    public void stop() {
        if (sandbox != null) {
            sandbox.close();
        }
    }
}
