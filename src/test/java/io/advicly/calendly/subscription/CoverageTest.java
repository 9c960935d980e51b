package io.advicly.calendly.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.SubscriptionOwner;
import io.advicly.calendly.subscription.Coverage.ActiveConnection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CoverageTest {

    private static final UUID ADA = UUID.randomUUID();
    private static final UUID ALAN = UUID.randomUUID();
    private static final SubscriptionOwner ACME = new SubscriptionOwner.Organization("acme");

    @Test
    void servesMembersByAnActiveSubscriptionWhoseCarrierIsActive() {
        Subscription organizations = subscription(ACME, SubscriptionState.ACTIVE, true, ADA);

        assertThat(Coverage.ofOrganization(List.of(organizations), Set.of(ADA)))
                .contains(organizations);
    }

    @Test
    void servesNobodyByAnythingElse() {
        for (Subscription useless :
                List.of(
                        subscription(ACME, SubscriptionState.ACTIVE, false, ADA),
                        subscription(ACME, SubscriptionState.DISABLED, false, ADA),
                        subscription(ACME, SubscriptionState.ACTIVE, true, ALAN),
                        subscription(ACME, SubscriptionState.ACTIVE, true, null),
                        subscription(member("ada"), SubscriptionState.ACTIVE, true, ADA))) {
            assertThat(Coverage.ofOrganization(List.of(useless), Set.of(ADA))).isEmpty();
        }
    }

    @Test
    void leavesWhatTheLeavingConnectionCarries() {
        Subscription organizations = subscription(ACME, SubscriptionState.ACTIVE, true, ADA);
        List<ActiveConnection> staying = List.of(new ActiveConnection(ALAN, "alan"));

        assertThat(Coverage.leftBy(ADA, "ada", List.of(organizations), staying))
                .containsExactly(organizations);
    }

    @Test
    void leavesNothingThatSomebodyElseCarries() {
        Subscription organizations = subscription(ACME, SubscriptionState.ACTIVE, true, ALAN);
        Subscription others = subscription(member("alan"), SubscriptionState.ACTIVE, true, ALAN);
        List<ActiveConnection> staying = List.of(new ActiveConnection(ALAN, "alan"));

        assertThat(Coverage.leftBy(ADA, "ada", List.of(organizations, others), staying)).isEmpty();
    }

    @Test
    void leavesWhatNobodyCarriesAnyMore() {
        Subscription deserted = subscription(ACME, SubscriptionState.ACTIVE, true, null);

        assertThat(Coverage.leftBy(ADA, "ada", List.of(deserted), List.of()))
                .containsExactly(deserted);
    }

    @Test
    void keepsAMembersOwnWhileTheAccountStaysConnectedBySomebodyElse() {
        Subscription own = subscription(member("ada"), SubscriptionState.ACTIVE, true, ALAN);

        assertThat(
                        Coverage.leftBy(
                                ADA,
                                "ada",
                                List.of(own),
                                List.of(new ActiveConnection(ALAN, "ada"))))
                .isEmpty();
        assertThat(
                        Coverage.leftBy(
                                ADA,
                                "ada",
                                List.of(own),
                                List.of(new ActiveConnection(ALAN, "alan"))))
                .containsExactly(own);
    }

    private static SubscriptionOwner member(String account) {
        return new SubscriptionOwner.Member("acme", account);
    }

    private static Subscription subscription(
            SubscriptionOwner owner,
            SubscriptionState state,
            boolean active,
            @Nullable UUID carrier) {
        return new Subscription(
                UUID.randomUUID(), owner, "uri", "url", state, true, active, carrier, null);
    }
}
