package io.advicly.calendly.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConsoleCheckTest {

    private static final String ISSUER = "quarkus.oidc.console.auth-server-url";
    private static final String GOOD = "x".repeat(ConsoleCheck.SHORTEST_SECRET);

    @Test
    void withoutAConsoleNothingIsAskedFor() {
        assertThat(complaints(false, null, Map.of())).isEmpty();
    }

    @Test
    void aConsoleNeedsASecretAndAnIssuer() {
        assertThat(complaints(true, null, Map.of()))
                .satisfiesExactly(
                        it -> assertThat(it).startsWith("calendly.console.secret must be 32"),
                        it -> assertThat(it).startsWith(ISSUER + " must be"));
        assertThat(complaints(true, "too short", Map.of(ISSUER, "https://login.example.test")))
                .singleElement()
                .asString()
                .startsWith("calendly.console.secret must be 32")
                .doesNotContain("too short");
        assertThat(complaints(true, GOOD, Map.of(ISSUER, "https://login.example.test"))).isEmpty();
        // In an executable, what leads from the one to the other is not known as early.
        assertThat(
                        complaints(
                                true,
                                GOOD,
                                Map.of(
                                        "quarkus.oidc.auth-server-url",
                                        "https://login.example.test")))
                .isEmpty();
    }

    private static List<String> complaints(
            boolean enabled, @Nullable String secret, Map<String, String> values) {
        SmallRyeConfig config =
                new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(values, "test", 100))
                        .build();
        return new ConsoleCheck(settings(enabled, secret), config).complaints();
    }

    private static ConsoleSettings settings(boolean enabled, @Nullable String secret) {
        return new ConsoleSettings() {
            @Override
            public boolean enabled() {
                return enabled;
            }

            @Override
            public Optional<String> secret() {
                return Optional.ofNullable(secret);
            }
        };
    }
}
