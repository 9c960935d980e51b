package io.advicly.calendly.calendly;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.http.metrics.FailedCallLog;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hook with this url already exists | Hook with this url already exists",
                "no user guest@example.test here | no user [email] here",
                "bad eyJraWQiOiIxY2Ux.eyJpc3MiOiJodHRwczovL2F1dGgu.c2ln_-x | bad [token]",
                "4f9d0a51-0000-4000-8000-000000000001 | 4f9d0a51-0000-4000-8000-000000000001",
                "see https://api.calendly.com/users/A1 | see https://api.calendly.com/users/A1"
            })
    void hidesWhatNoLogMayHold(String text, String expected) {
        // Then
        assertThat(Redaction.of(text)).isEqualTo(expected);
    }

    @Test
    void keepsOneLineOfBoundedLength() {
        // When
        String safe = Redaction.of("a\r\nforged line\u2028" + "long text ".repeat(1000));

        // Then
        assertThat(safe).startsWith("a forged line long text").hasSizeLessThan(310);
        assertThat(safe).doesNotContainPattern("[\\r\\n\u2028]");
    }

    @Test
    void writesEveryFieldOfTheCanonicalLine() {
        // Given
        CalendlyFailure failure =
                new CalendlyFailure.Rejected(
                        new CalendlyAnswer(
                                400, "Invalid \"Argument\"", null, List.of("a: b", "c"), "req-1"));

        // When
        String line =
                FailedCallLog.line(
                        CalendlyOperation.CREATE_SUBSCRIPTION, failure, Duration.ofMillis(12));

        // Then
        assertThat(line)
                .isEqualTo(
                        "calendly.call.failed operation=create_subscription outcome=rejected"
                                + " status=400 title=\"Invalid \\\"Argument\\\"\" message=-"
                                + " details=\"a: b; c\" request_id=\"req-1\" duration_ms=12");
    }
}
