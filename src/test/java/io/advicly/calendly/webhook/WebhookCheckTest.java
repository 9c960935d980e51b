package io.advicly.calendly.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookCheckTest {

    @Test
    void deliveriesAreKeptAsLongAsTheyMayBeRepeated() {
        assertThat(complaints("24h")).isEmpty();
        assertThat(complaints("23h"))
                .singleElement()
                .asString()
                .startsWith("calendly.webhook.retention.done must be 24h or longer");
    }

    @Test
    void theDefaultsAreGood() {
        assertThat(new WebhookCheck(Settings.of(Map.of())).complaints()).isEmpty();
    }

    private static List<String> complaints(String done) {
        return new WebhookCheck(Settings.of(Map.of("calendly.webhook.retention.done", done)))
                .complaints();
    }
}
