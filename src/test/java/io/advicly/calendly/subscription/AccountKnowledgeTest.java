package io.advicly.calendly.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountKnowledgeTest {

    private static final Instant NOW = Instant.parse("2026-02-01T08:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void aRoleIsForgottenAfterADay() {
        AccountKnowledge seen = AccountKnowledge.NOTHING.seenAs(Role.MEMBER, NOW);

        assertThat(seen.roleAt(NOW.plus(Duration.ofDays(1)))).isEqualTo(Role.MEMBER);
        assertThat(seen.roleAt(NOW.plus(Duration.ofDays(1)).plusMillis(1))).isEqualTo(Role.UNKNOWN);
        assertThat(AccountKnowledge.NOTHING.roleAt(NOW)).isEqualTo(Role.UNKNOWN);
    }

    @Test
    void aRoleThatIsSeenAgainIsWrittenAnewOnlyNowAndThen() {
        AccountKnowledge seen = AccountKnowledge.NOTHING.seenAs(Role.ADMIN, NOW);

        assertThat(seen.seenAs(Role.ADMIN, NOW.plus(Duration.ofHours(1)))).isSameAs(seen);
        assertThat(seen.seenAs(Role.ADMIN, NOW.plus(Duration.ofHours(13))).roleAt())
                .isEqualTo(NOW.plus(Duration.ofHours(13)));
        assertThat(seen.seenAs(Role.MEMBER, NOW.plusSeconds(1)).role()).isEqualTo(Role.MEMBER);
    }

    @Test
    void aRefusedGrantIsTriedAgainLessAndLessOftenUpToADay() {
        AccountKnowledge refused = AccountKnowledge.NOTHING;
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
        assertThat(refused.accepted().isRefused(now)).isFalse();
        assertThat(refused.accepted().refusals()).isZero();
    }

    @Test
    void whatIsRefusedDuringThePauseDoesNotLengthenIt() {
        AccountKnowledge refused = AccountKnowledge.NOTHING.refused("No.", NOW, MINUTE);
        AccountKnowledge again = refused.refused("Still no.", NOW.plusSeconds(59), MINUTE);

        assertThat(again).isEqualTo(refused);
        assertThat(again.refused("No.", NOW.plus(MINUTE), MINUTE).refusedUntil())
                .isEqualTo(NOW.plus(MINUTE).plus(MINUTE.multipliedBy(4)));
    }

    @Test
    void isNewUntilSomethingWasAskedWithItsGrant() {
        assertThat(AccountKnowledge.NOTHING.isNew(NOW)).isTrue();
        assertThat(AccountKnowledge.NOTHING.seenAs(Role.MEMBER, NOW).isNew(NOW)).isFalse();
        assertThat(AccountKnowledge.NOTHING.listed().isNew(NOW)).isFalse();
        AccountKnowledge refused = AccountKnowledge.NOTHING.refused("No.", NOW, MINUTE);
        assertThat(refused.isNew(NOW)).isFalse();
        assertThat(refused.isNew(NOW.plus(MINUTE))).as("once it may be asked again").isTrue();
    }

    @Test
    void isTheSameAfterItWasStored() {
        AccountKnowledge known =
                AccountKnowledge.NOTHING
                        .seenAs(Role.ADMIN, NOW)
                        .listed()
                        .refused("Insufficient scope", NOW, MINUTE);
        Map<String, AccountKnowledge> all =
                Map.of("users/ada", known, "users/mia", AccountKnowledge.NOTHING.listed());

        assertThat(OrganizationClaim.accounts(OrganizationClaim.json(all))).isEqualTo(all);
        assertThat(OrganizationClaim.json(Map.of("users/max", AccountKnowledge.NOTHING)))
                .isEqualTo("{}");
    }

    @Test
    void readsWhatTheMigrationWrites() {
        assertThat(OrganizationClaim.accounts("{\"users/ada\": {\"own_listed\": true}}"))
                .isEqualTo(Map.of("users/ada", AccountKnowledge.NOTHING.listed()));
    }

    @Test
    void aGrantWhoseTokensAreNotTakenIsSpentAfterHoursInWhichNoneWas() {
        Duration hours = Duration.ofHours(3);
        AccountKnowledge untaken = AccountKnowledge.NOTHING.untaken(NOW);
        AccountKnowledge again = untaken.untaken(NOW.plus(hours.minusMillis(1)));

        assertThat(AccountKnowledge.NOTHING.isSpent(NOW)).isFalse();
        assertThat(again.isSpent(NOW.plus(hours.minusMillis(1)))).isFalse();
        assertThat(again.isSpent(NOW.plus(hours))).isTrue();
        assertThat(again.taken().untaken(NOW.plus(hours)).isSpent(NOW.plus(hours))).isFalse();
        assertThat(again.accepted().untakenSince()).isNull();
        assertThat(
                        again.seenAs(Role.ADMIN, NOW)
                                .listed()
                                .refused("No.", NOW, MINUTE)
                                .untakenSince())
                .isEqualTo(NOW);
        assertThat(AccountKnowledge.of(again.toJson())).isEqualTo(again);
    }
}
