package io.advicly.calendly.connection.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.advicly.calendly.calendly.CalendlyAnswer;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.CalendlyFailure.Forbidden.Reason;
import io.advicly.calendly.calendly.ReadEvent;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Whoever of the organization can read an event reads it: what one grant is refused is no word of
/// Calendly's about the event.
class AskedInTurnTest {

    private static final ScheduledEvent EVENT =
            new ScheduledEvent(
                    "https://api.calendly.com/scheduled_events/E1",
                    "Intro",
                    true,
                    Instant.EPOCH,
                    Instant.EPOCH,
                    null,
                    List.of(),
                    Instant.EPOCH);
    private static final Throwable FORBIDDEN =
            new CalendlyFailure.Forbidden(CalendlyAnswer.none("no"), Reason.PERMISSION);
    private static final Throwable NOT_FOUND =
            new CalendlyFailure.NotFound(CalendlyAnswer.none("none"));
    private static final Throwable UNTAKEN =
            new CalendlyFailure.Unauthenticated(CalendlyAnswer.none("who"));
    private static final Throwable AWAY =
            new CalendlyFailure.Unavailable(CalendlyAnswer.none("away"), false, null);
    private static final Throwable LIMITED =
            new CalendlyFailure.RateLimited(CalendlyAnswer.none("slow"), Duration.ofSeconds(7));
    private static final Throwable UNREADABLE =
            new CalendlyFailure.Unreadable(CalendlyAnswer.none("end_time is missing"));
    private static final Throwable NO_GRANT = new ConsentNeededException("somebody");

    private final List<UUID> asked = new ArrayList<>();

    @Test
    void asksTheNextWhateverTheOneBeforeWasRefused() {
        for (Throwable refusal : List.of(FORBIDDEN, NOT_FOUND, UNTAKEN, NO_GRANT, LIMITED, AWAY)) {
            assertThat(asked(refusal, EVENT, FORBIDDEN)).isEqualTo(new ReadEvent.Found(EVENT));
            assertThat(asked).as(refusal.toString()).hasSize(2);
        }
        assertThat(asked(FORBIDDEN, NOT_FOUND, NO_GRANT, UNTAKEN, EVENT))
                .isEqualTo(new ReadEvent.Found(EVENT));
    }

    @Test
    void takesAnEventForGoneOnlyWhereNobodyWasRefused() {
        assertThat(asked(NOT_FOUND, NO_GRANT, NOT_FOUND)).isEqualTo(new ReadEvent.Gone());
        assertThat(asked(NOT_FOUND, FORBIDDEN))
                .isEqualTo(new ReadEvent.Refused((CalendlyFailure) FORBIDDEN));
        assertThat(asked(FORBIDDEN, NOT_FOUND))
                .isEqualTo(new ReadEvent.Refused((CalendlyFailure) FORBIDDEN));
    }

    @Test
    void saysWhereThereIsNobodyToAsk() {
        assertThat(asked()).isEqualTo(new ReadEvent.NobodyToAsk());
        assertThat(asked(NO_GRANT, NO_GRANT)).isEqualTo(new ReadEvent.NobodyToAsk());
    }

    @Test
    void concludesNothingWhereSomebodyMayBeAnsweredLater() {
        assertThatThrownBy(() -> asked(LIMITED, NOT_FOUND)).isEqualTo(LIMITED);
        assertThatThrownBy(() -> asked(NOT_FOUND, AWAY, FORBIDDEN)).isEqualTo(AWAY);
    }

    @Test
    void leavesACalendlyThatIsAwayAlone() {
        assertThatThrownBy(() -> asked(AWAY, AWAY, EVENT)).isEqualTo(AWAY);
        assertThat(asked).hasSize(2);
    }

    @Test
    void asksNobodyElseForARecordThatCannotBeRead() {
        assertThatThrownBy(() -> asked(UNREADABLE, EVENT)).isEqualTo(UNREADABLE);
        assertThat(asked).hasSize(1);
    }

    @Test
    void hidesNoFailureOfOurOwn() {
        assertThatThrownBy(() -> asked(new IllegalStateException("database"), EVENT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("database");
    }

    /// @param answers an event or a failure for each who may be asked
    private ReadEvent asked(Object... answers) {
        asked.clear();
        List<UUID> readers = Stream.of(answers).map(_ -> UUID.randomUUID()).toList();
        return AskedInTurn.of(
                        readers,
                        reader -> {
                            asked.add(reader);
                            Object answer = answers[readers.indexOf(reader)];
                            return answer instanceof Throwable failure
                                    ? Uni.createFrom().failure(failure)
                                    : Uni.createFrom().item((ScheduledEvent) answer);
                        })
                .await()
                .atMost(Duration.ofSeconds(60));
    }
}
