package io.advicly.calendly.subscription.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.subscription.SubscriptionSettings;
import io.advicly.calendly.testing.Logged;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApplicationKeyCheckTest {

    @Test
    void aStartWithoutOneSaysInOneLineWhatThatRisks() {
        try (Logged warned = new Logged("application-keys")) {
            key(Map.of()).warn(new StartupEvent());

            assertThat(warned.lines())
                    .singleElement()
                    .asString()
                    .contains("CALENDLY_WEBHOOK_APPLICATION_KEYS", "every delivery is refused")
                    .doesNotContain("\n");
        }
    }

    @Test
    void aStartWithOneSaysNothing() {
        try (Logged warned = new Logged("application-keys")) {
            key(Map.of("calendly.webhook.application-keys", "a-key")).warn(new StartupEvent());

            assertThat(warned.lines()).isEmpty();
        }
    }

    private static ApplicationKeyCheck key(Map<String, String> configured) {
        return new ApplicationKeyCheck(
                new SmallRyeConfigBuilder()
                        .withMapping(SubscriptionSettings.class)
                        .withConverter(Duration.class, 100, new DurationConverter())
                        .withDefaultValues(configured)
                        .build()
                        .getConfigMapping(SubscriptionSettings.class));
    }
}
