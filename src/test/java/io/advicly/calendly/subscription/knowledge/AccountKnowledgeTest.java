package io.advicly.calendly.subscription.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AccountKnowledgeTest {

    private static final Instant NOW = Instant.parse("2026-02-01T08:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final UUID ADA = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();

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

    /// Else it would be asked a day later, where nobody else may be left.
    @Test
    void whoeverBecomesAnAdminMayDeleteWhatTheyMightNotBefore() {
        UUID row = UUID.randomUUID();
        AccountKnowledge refused =
                AccountKnowledge.NOTHING
                        .seenAs(Role.MEMBER, NOW)
                        .with(ADA, it -> it.mayNotDelete(row, false, NOW))
                        .with(OTHER, it -> it.mayNotDelete(row, false, NOW).untaken(NOW));
        AccountKnowledge admin = refused.seenAs(Role.ADMIN, NOW);
        AccountKnowledge again = admin.with(ADA, it -> it.mayNotDelete(row, false, NOW));

        assertThat(refused.seenAs(Role.MEMBER, NOW.plus(Duration.ofHours(13))).grants())
                .isEqualTo(refused.grants());
        assertThat(admin.grants()).containsOnlyKeys(OTHER);
        assertThat(admin.grant(OTHER).undeleted()).isEmpty();
        assertThat(admin.grant(OTHER).untakenSince()).isEqualTo(NOW);
        assertThat(again.seenAs(Role.ADMIN, NOW.plus(Duration.ofHours(13))).grants())
                .isEqualTo(again.grants());
    }

    /// It may be about that subscription: the next list tells.
    @Test
    void whoeverMayNotDeleteOneIsNoPlainMemberForThatWhereSeenToBeAnAdmin() {
        AccountKnowledge doubted = AccountKnowledge.NOTHING.seenAs(Role.ADMIN, NOW).refusedOne(NOW);

        assertThat(doubted.roleAt(NOW)).isEqualTo(Role.UNKNOWN);
        assertThat(doubted.wasAdmin()).isTrue();
        assertThat(doubted.seenAs(Role.ADMIN, NOW).roleAt(NOW)).isEqualTo(Role.ADMIN);
        assertThat(AccountKnowledge.NOTHING.refusedOne(NOW).roleAt(NOW)).isEqualTo(Role.MEMBER);
    }

    @Test
    void isNewUntilSomethingWasAskedWithItsGrant() {
        AccountKnowledge nothing = AccountKnowledge.NOTHING;

        assertThat(nothing.isNew(ADA, NOW)).isTrue();
        assertThat(nothing.seenAs(Role.MEMBER, NOW).isNew(ADA, NOW)).isFalse();
        assertThat(nothing.listed().isNew(ADA, NOW)).isFalse();
        AccountKnowledge refused = nothing.with(ADA, it -> it.refused("No.", NOW, MINUTE));
        assertThat(refused.isNew(ADA, NOW)).isFalse();
        assertThat(refused.isNew(ADA, NOW.plus(MINUTE))).as("it may be asked again").isTrue();
        assertThat(refused.isNew(OTHER, NOW)).as("another grant of the account").isTrue();
    }

    @Test
    void whatOneGrantWasRefusedIsNotSaidOfAnother() {
        AccountKnowledge known =
                AccountKnowledge.NOTHING.with(ADA, it -> it.refused("No.", NOW, MINUTE));

        assertThat(known.grant(ADA).isRefused(NOW)).isTrue();
        assertThat(known.grant(OTHER).isRefused(NOW)).isFalse();
        assertThat(known.with(ADA, it -> GrantKnowledge.NOTHING))
                .isEqualTo(AccountKnowledge.NOTHING);
        assertThat(known.keepOnly(Set.of(OTHER))).isEqualTo(AccountKnowledge.NOTHING);
        assertThat(known.keepOnly(Set.of(ADA))).isEqualTo(known);
    }

    @Test
    void isTheSameAfterItWasStored() {
        AccountKnowledge known =
                AccountKnowledge.NOTHING
                        .seenAs(Role.ADMIN, NOW)
                        .listed()
                        .with(ADA, it -> it.refused("Insufficient scope", NOW, MINUTE))
                        .with(OTHER, it -> it.untaken(NOW).away(NOW.plus(MINUTE)));
        Map<String, AccountKnowledge> all =
                Map.of(
                        "users/ada",
                        known,
                        "users/mia",
                        AccountKnowledge.NOTHING.listed(),
                        "users/max",
                        AccountKnowledge.NOTHING.unseen(NOW, MINUTE));

        assertThat(OrganizationClaim.accounts(OrganizationClaim.json(all))).isEqualTo(all);
        assertThat(OrganizationClaim.json(Map.of("users/max", AccountKnowledge.NOTHING)))
                .isEqualTo("{}");
    }

    @Test
    void readsWhatTheMigrationWrites() {
        assertThat(OrganizationClaim.accounts("{\"users/ada\": {\"own_listed\": true}}"))
                .isEqualTo(Map.of("users/ada", AccountKnowledge.NOTHING.listed()));
    }

    /// It is not known which grant was refused: each is asked once more.
    @Test
    void readsWhatEarlierVersionsHaveWritten() {
        String earlier =
                """
                {"users/ada": {"role": "ADMIN", "role_at": "2026-02-01T08:00:00Z", "own_listed": true,
                  "refusals": 2, "refused_until": "2026-02-01T09:00:00Z", "refusal": "No.",
                  "untaken_since": "2026-02-01T08:00:00Z", "consented": 3}}
                """;

        assertThat(OrganizationClaim.accounts(earlier))
                .isEqualTo(
                        Map.of(
                                "users/ada",
                                AccountKnowledge.NOTHING.seenAs(Role.ADMIN, NOW).listed()));
    }
}
