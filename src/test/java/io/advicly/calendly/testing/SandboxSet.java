package io.advicly.calendly.testing;

import io.advicly.calendly.sandbox.Sandbox;
import io.advicly.calendly.sandbox.SandboxOptions;
import java.util.HashMap;
import java.util.Map;

/// All that the service has in production: a database, Calendly (the sandbox, over real HTTP) and
/// an identity provider (the sandbox's login); and the configuration that leads it there.
///
/// From its start on [Surroundings] tells where everything is.
record SandboxSet(Sandbox sandbox, int port, Map<String, String> configuration)
        implements AutoCloseable {

    static SandboxSet start() {
        int port = Ports.free();
        String service = "http://localhost:" + port;
        Sandbox sandbox =
                Sandbox.start(
                        SandboxOptions.defaults()
                                .withAnyPort()
                                .withRedirectUri(service + "/api/calendly/oauth/callback")
                                .withSwitch("token_limit_per_minute", 0));
        TestDatabase database = TestDatabase.create();
        Surroundings.publish(service, sandbox.baseUrl(), database.jdbcUrl());
        Map<String, String> all = new HashMap<>(ServiceResource.required());
        all.putAll(database.configuration());
        all.put("quarkus.flyway.migrate-at-start", "true");
        all.put("quarkus.oidc.auth-server-url", sandbox.baseUrl() + "/_login");
        all.put("calendly.public-url", service);
        all.put("calendly.auth-url", sandbox.baseUrl());
        all.put("calendly.api-url", sandbox.baseUrl());
        all.put("calendly.console.enabled", "true");
        all.put("calendly.console.secret", "for tests alone, which seal nothing that matters");
        all.put("calendly.sweep.every", "1s");
        all.put("calendly.refresh.every", "1s");
        // Nor does the sandbox count: hundreds of users share a dozen accounts.
        all.put("calendly.refresh.calls-per-minute", "1000");
        // A busy machine is no outage of the database.
        all.put("calendly.database.connection-limit", "20s");
        all.put("calendly.database.request-limit", "20s");
        return new SandboxSet(sandbox, port, Map.copyOf(all));
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
