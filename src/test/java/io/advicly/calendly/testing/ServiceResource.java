package io.advicly.calendly.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/// Gives the service under test an empty database, keys, and an identity provider: everything but
/// Calendly.
public final class ServiceResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        Map<String, String> all = new HashMap<>(TestDatabase.create().configuration());
        all.putAll(TestTokens.configuration());
        all.putAll(required());
        return all;
    }

    /// The configuration without which the service refuses to start.
    public static Map<String, String> required() {
        return Map.of(
                "calendly.connect.attempts", "1000",
                "calendly.client-id", "sandbox-client",
                "calendly.client-secret", "sandbox-secret",
                "calendly.public-url", "http://localhost:8081",
                "calendly.return-to.allowed", "http://localhost:3000",
                "calendly.return-to.default", "http://localhost:3000/settings",
                "quarkus.oidc.token.audience", "calendly-connect",
                "calendly.encryption.keys.test", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    }

    @Override
    public void stop() {}
}
