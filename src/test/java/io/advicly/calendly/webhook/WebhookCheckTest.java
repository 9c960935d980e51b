package io.advicly.calendly.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookCheckTest {

    @Test
    void deliveriesAreKeptAsLongAsTheyMayBeRepeated() {
        assertThat(complaints("1m", "24h", "90d")).isEmpty();
        assertThat(complaints("1m", "23h", "90d"))
                .singleElement()
                .asString()
                .startsWith("calendly.webhook.retention.done must be 24h or longer");
    }

    /// Else somebody who has read one could send it again once it was deleted.
    @Test
    void deliveriesAreKeptForLongerThanTheirSignatureIsGood() {
        assertThat(complaints("25h", "26h", "26h")).isEmpty();
        assertThat(complaints("25h", "1559m", "90d"))
                .singleElement()
                .asString()
                .startsWith("calendly.webhook.retention.done must be 26h or longer");
        assertThat(complaints("72h", "7d", "72h"))
                .singleElement()
                .asString()
                .startsWith("calendly.webhook.retention.dead must be 73h or longer");
    }

    @Test
    void theDefaultsAreGood() {
        assertThat(new WebhookCheck(Settings.of(Map.of())).complaints()).isEmpty();
    }

    private static List<String> complaints(String tolerance, String done, String dead) {
        return new WebhookCheck(
                        Settings.of(
                                Map.of(
                                        "calendly.webhook.tolerance", tolerance,
                                        "calendly.webhook.retention.done", done,
                                        "calendly.webhook.retention.dead", dead)))
                .complaints();
    }
}
