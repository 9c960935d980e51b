package io.advicly.calendly.calendly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CalendlyAnswerTest {

    @Test
    void tellsAPersonWhatThereIsToTell() {
        assertThat(words(401, "invalid_client", "Client authentication failed"))
                .isEqualTo("invalid_client: Client authentication failed");
        assertThat(words(401, "invalid_client", null)).isEqualTo("invalid_client");
        assertThat(words(400, null, "text/plain: Bad Request"))
                .isEqualTo("HTTP 400 text/plain: Bad Request");
        assertThat(words(500, null, null)).isEqualTo("HTTP 500");
        assertThat(CalendlyAnswer.none("no answer in time").words()).isEqualTo("no answer in time");
    }

    private static String words(int status, @Nullable String title, @Nullable String message) {
        return new CalendlyAnswer(status, title, message, List.of(), null).words();
    }
}
