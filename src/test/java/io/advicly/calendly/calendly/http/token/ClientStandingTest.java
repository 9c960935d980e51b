package io.advicly.calendly.calendly.http.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.CalendlyAnswer;
import io.advicly.calendly.calendly.CalendlyFailure;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClientStandingTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final ClientStanding standing = new ClientStanding(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void isNotKnownBeforeCalendlyIsAsked() {
        assertThat(standing.known().label()).isEqualTo("not asked yet");
        assertThat(standing.known().since()).isNull();
    }

    @Test
    void isRefusedByInvalidClientWhateverItsStatus() {
        standing.failed(new CalendlyFailure.Rejected(answer(401, "invalid_client")));

        assertThat(standing.known())
                .isEqualTo(new ClientStanding.Known(false, NOW, "invalid_client: Said so"));
        assertThat(standing.known().label()).isEqualTo("refused");

        standing.accepted();
        standing.failed(
                new CalendlyFailure.Unavailable(answer(200, "invalid_client"), false, null));

        assertThat(standing.known().label()).isEqualTo("refused");
    }

    @Test
    void isAcceptedOnceAGrantIsGivenOrJudged() {
        standing.failed(new CalendlyFailure.Rejected(answer(401, "invalid_client")));

        standing.failed(new CalendlyFailure.GrantRejected(answer(400, "invalid_grant")));

        assertThat(standing.known()).isEqualTo(new ClientStanding.Known(true, NOW, null));
    }

    @Test
    void isNotTouchedByWhatIsNotAboutIt() {
        standing.failed(new CalendlyFailure.Unavailable(answer(500, null), true, null));
        standing.failed(new CalendlyFailure.Rejected(answer(400, "invalid_request")));

        assertThat(standing.known().label()).isEqualTo("not asked yet");
    }

    private static CalendlyAnswer answer(int status, @Nullable String title) {
        return new CalendlyAnswer(status, title, "Said so", List.of(), null);
    }
}
