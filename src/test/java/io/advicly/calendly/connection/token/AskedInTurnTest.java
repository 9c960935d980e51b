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
    private final Throwable forbidden =
            new CalendlyFailure.Forbidden(CalendlyAnswer.none("no"), Reason.PERMISSION);
    private final Throwable notFound = new CalendlyFailure.NotFound(CalendlyAnswer.none("none"));
    private final Throwable untaken =
            new CalendlyFailure.Unauthenticated(CalendlyAnswer.none("who"));
    private final Throwable away =
            new CalendlyFailure.Unavailable(CalendlyAnswer.none("away"), false, null);
    private final Throwable limited =
            new CalendlyFailure.RateLimited(CalendlyAnswer.none("slow"), Duration.ofSeconds(7));
    private final Throwable unreadable =
            new CalendlyFailure.Unreadable(CalendlyAnswer.none("end_time is missing"));
    private final Throwable noGrant = new ConsentNeededException("somebody");

    private final List<UUID> asked = new ArrayList<>();

    @Test
    void asksTheNextWhateverTheOneBeforeWasRefused() {
        for (Throwable refusal : List.of(forbidden, notFound, untaken, noGrant, limited, away)) {
            assertThat(asked(refusal, EVENT, forbidden)).isEqualTo(new ReadEvent.Found(EVENT));
            assertThat(asked).as(refusal.toString()).hasSize(2);
        }
        assertThat(asked(forbidden, notFound, noGrant, untaken, EVENT))
                .isEqualTo(new ReadEvent.Found(EVENT));
    }

    @Test
    void takesAnEventForGoneOnlyWhereNobodyWasRefused() {
        assertThat(asked(notFound, noGrant, notFound)).isEqualTo(new ReadEvent.Gone());
        assertThat(asked(notFound, forbidden))
                .isEqualTo(new ReadEvent.Refused((CalendlyFailure) forbidden));
        assertThat(asked(forbidden, notFound))
                .isEqualTo(new ReadEvent.Refused((CalendlyFailure) forbidden));
    }

    @Test
    void saysWhereThereIsNobodyToAsk() {
        assertThat(asked()).isEqualTo(new ReadEvent.NobodyToAsk());
        assertThat(asked(noGrant, noGrant)).isEqualTo(new ReadEvent.NobodyToAsk());
    }

    @Test
    void concludesNothingWhereSomebodyMayBeAnsweredLater() {
        assertThatThrownBy(() -> asked(limited, notFound)).isEqualTo(limited);
        assertThatThrownBy(() -> asked(notFound, away, forbidden)).isEqualTo(away);
    }

    @Test
    void leavesACalendlyThatIsAwayAlone() {
        assertThatThrownBy(() -> asked(away, away, EVENT)).isEqualTo(away);
        assertThat(asked).hasSize(2);
    }

    @Test
    void asksNobodyElseForARecordThatCannotBeRead() {
        assertThatThrownBy(() -> asked(unreadable, EVENT)).isEqualTo(unreadable);
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
