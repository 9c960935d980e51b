package io.advicly.calendly.subscription.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GrantKnowledgeTest {

    private static final Instant NOW = Instant.parse("2026-02-01T08:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void aRefusedGrantIsTriedAgainLessAndLessOftenUpToADay() {
        GrantKnowledge refused = GrantKnowledge.NOTHING;
        Instant now = NOW;
        for (Duration pause :
                new Duration[] {
                    MINUTE, MINUTE.multipliedBy(4), MINUTE.multipliedBy(16), MINUTE.multipliedBy(64)
                }) {
            refused = refused.refused("No.", now, MINUTE);
            assertThat(refused.refusedUntil()).isEqualTo(now.plus(pause));
            now = now.plus(pause);
        }
        for (int more = 0; more < 30; more++) {
            now = now.plus(Duration.ofDays(1));
            refused = refused.refused("No.", now, MINUTE);
        }

        assertThat(refused.refusedUntil()).isEqualTo(now.plus(Duration.ofDays(1)));
        assertThat(refused.isRefused(now)).isTrue();
        assertThat(refused.isRefused(now.plus(Duration.ofDays(1)))).isFalse();
        assertThat(refused.taken().refusals()).as("taken is not allowed").isEqualTo(34);
    }

    @Test
    void whatIsRefusedDuringThePauseDoesNotLengthenIt() {
        GrantKnowledge refused = GrantKnowledge.NOTHING.refused("No.", NOW, MINUTE);
        GrantKnowledge again = refused.refused("Still no.", NOW.plusSeconds(59), MINUTE);

        assertThat(again).isEqualTo(refused);
        assertThat(again.refused("No.", NOW.plus(MINUTE), MINUTE).refusedUntil())
                .isEqualTo(NOW.plus(MINUTE).plus(MINUTE.multipliedBy(4)));
    }

    @Test
    void oneWhoseTokensAreNotTakenIsSpentAfterHoursInWhichNoneWas() {
        Duration hours = Duration.ofHours(3);
        GrantKnowledge untaken = GrantKnowledge.NOTHING.untaken(NOW);
        GrantKnowledge again = untaken.untaken(NOW.plus(hours.minusMillis(1)));

        assertThat(GrantKnowledge.NOTHING.isSpent(NOW)).isFalse();
        assertThat(again.isSpent(NOW.plus(hours.minusMillis(1)))).isFalse();
        assertThat(again.isSpent(NOW.plus(hours))).isTrue();
        assertThat(again.taken().untaken(NOW.plus(hours)).isSpent(NOW.plus(hours))).isFalse();
        assertThat(again.refused("No.", NOW, MINUTE).away(NOW).unanswered(NOW).untakenSince())
                .isEqualTo(NOW);
    }

    @Test
    void nobodyWaitsForOneThatThereWasNoTokenOfForLong() {
        GrantKnowledge away = GrantKnowledge.NOTHING.away(NOW).away(NOW.plusSeconds(59));

        assertThat(GrantKnowledge.NOTHING.isAwayFor(MINUTE, NOW)).isFalse();
        assertThat(away.isAwayFor(MINUTE, NOW.plusSeconds(59))).isFalse();
        assertThat(away.isAwayFor(MINUTE, NOW.plus(MINUTE))).isTrue();
        assertThat(away.taken()).isEqualTo(GrantKnowledge.NOTHING);
        assertThat(away.untaken(NOW).refused("No.", NOW, MINUTE).awaySince()).isEqualTo(NOW);
    }

    @Test
    void whoWasAskedInVainComesLastTheLongerAgoTheSooner() {
        GrantKnowledge answered = GrantKnowledge.NOTHING.unanswered(NOW).taken();
        GrantKnowledge before = GrantKnowledge.NOTHING.unanswered(NOW);
        GrantKnowledge now = before.away(NOW.plus(MINUTE));

        assertThat(Stream.of(answered, before, now).map(GrantKnowledge::lastInVain)).isSorted();
        assertThat(now.lastInVain()).isAfter(before.lastInVain());
        assertThat(before.lastInVain()).isAfter(answered.lastInVain());
    }

    @Test
    void isNotAskedToDeleteTheSameForADayUnlessItsConnectionLeaves() {
        UUID row = UUID.randomUUID();
        Instant dayLater = NOW.plus(Duration.ofDays(1));
        GrantKnowledge refused = GrantKnowledge.NOTHING.mayNotDelete(row, false, NOW);
        GrantKnowledge atLast = refused.mayNotDelete(row, true, NOW);

        assertThat(refused.undeleted(false, dayLater.minusMillis(1))).containsExactly(row);
        assertThat(refused.undeleted(false, dayLater)).isEmpty();
        assertThat(refused.undeleted(true, NOW)).as("once more").isEmpty();
        assertThat(atLast.undeleted(true, NOW)).as("and only once").containsExactly(row);
        assertThat(refused.taken().accepted().undeleted(false, NOW)).containsExactly(row);
        assertThat(refused.mayDeleteAgain()).isEqualTo(GrantKnowledge.NOTHING);
    }

    @Test
    void forgetsWhatItWasRefusedLongAgo() {
        UUID row = UUID.randomUUID();
        Instant dayLater = NOW.plus(Duration.ofDays(1));
        GrantKnowledge refused =
                GrantKnowledge.NOTHING
                        .mayNotDelete(UUID.randomUUID(), false, NOW)
                        .mayNotDelete(row, false, dayLater);

        assertThat(refused.undeleted()).containsOnlyKeys(row);
    }

    @Test
    void mayRecoverAsLongAsItHasNotBeenInTroubleForHours() {
        Duration hours = Duration.ofHours(3);

        assertThat(GrantKnowledge.NOTHING.mayRecover(NOW)).isTrue();
        assertThat(GrantKnowledge.NOTHING.away(NOW).mayRecover(NOW.plus(hours).minusMillis(1)))
                .isTrue();
        assertThat(GrantKnowledge.NOTHING.away(NOW).mayRecover(NOW.plus(hours))).isFalse();
        assertThat(GrantKnowledge.NOTHING.untaken(NOW).mayRecover(NOW.plus(hours))).isFalse();
    }

    @Test
    void isTheSameAfterItWasStored() {
        GrantKnowledge all =
                GrantKnowledge.NOTHING
                        .refused("No.", NOW, MINUTE)
                        .untaken(NOW.plus(MINUTE))
                        .away(NOW.minus(MINUTE))
                        .mayNotDelete(UUID.randomUUID(), false, NOW)
                        .mayNotDelete(UUID.randomUUID(), true, NOW);

        assertThat(GrantKnowledge.of(all.toJson())).isEqualTo(all);
        assertThat(GrantKnowledge.NOTHING.toJson()).isEmpty();
    }
}
