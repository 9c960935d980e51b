package io.advicly.calendly.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.security.cipher.SecretString;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookSettingsTest {

    @Test
    void hasTheDefaultsOfTheContract() {
        WebhookSettings settings = Settings.of(Map.of());
        assertThat(settings.tolerance()).isEqualTo(Duration.ofHours(25));
        assertThat(settings.applicationKeys()).isEmpty();
        assertThat(settings.maxBodySize().asLongValue()).isEqualTo(1 << 20);
    }

    @Test
    void applicationKeysAreAListThatIsNeverPrinted() {
        WebhookSettings settings =
                Settings.of(Map.of("calendly.webhook.application-keys", "one,two"));
        assertThat(settings.applicationKeys())
                .hasValue(List.of(SecretString.of("one"), SecretString.of("two")));
        assertThat(settings.applicationKeys().toString()).doesNotContain("one", "two");
    }

    @Test
    void anEmptyApplicationKeyIsNoKey() {
        assertThat(Settings.of(Map.of("calendly.webhook.application-keys", "")).applicationKeys())
                .isEmpty();
    }
}
