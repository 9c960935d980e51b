package io.advicly.calendly.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.CalendlyAnswer;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.vertx.pgclient.PgException;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class FailureTextTest {

    private static final String GUEST = "guest@example.test";

    @Test
    void saysWhatPostgresqlSaidByItsCode() {
        Throwable failure =
                new CompletionException(new PgException(GUEST, "ERROR", "22P05", GUEST));
        assertThat(FailureText.of(failure)).isEqualTo("PostgreSQL error 22P05");
    }

    @Test
    void saysWhatCalendlySaid() {
        CalendlyAnswer answer =
                new CalendlyAnswer(503, "Away", "Come back later", List.of(), "request-1");
        assertThat(FailureText.of(new CalendlyFailure.Unavailable(answer, false, null)))
                .contains("503", "Come back later");
    }

    @Test
    void quotesNoOtherMessage() {
        assertThat(FailureText.of(new IllegalStateException(new IllegalArgumentException(GUEST))))
                .isEqualTo("IllegalArgumentException");
    }
}
