package io.advicly.calendly.subscription.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import io.advicly.calendly.connection.LinkedAccount;
import io.advicly.calendly.subscription.claim.HeldClaims;
import io.advicly.calendly.subscription.claim.Run;
import io.advicly.calendly.subscription.knowledge.OrganizationClaim;
import io.advicly.calendly.subscription.knowledge.Situations;
import io.advicly.calendly.subscription.plan.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// With whose grants a deletion is tried, of those that the plan names.
class SubscriptionDeletionTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final OrganizationClaim claim =
            new OrganizationClaim(
                    Situations.ORGANIZATION,
                    UUID.randomUUID(),
                    1,
                    0,
                    Instant.EPOCH,
                    null,
                    new HashMap<>());
    private final Run run = new Run(claim, HeldClaims.of(claim), PATIENCE);
    private final List<UUID> grants = Stream.generate(UUID::randomUUID).limit(6).toList();

    private List<UUID> asked() {
        return SubscriptionDeletion.asked(
                run,
                new Step.Delete(
                        new SubscriptionOwner.Organization(Situations.ORGANIZATION),
                        "subscriptions/one",
                        null,
                        grants,
                        Set.of()));
    }

    @Test
    void aFewAreAsked() {
        assertThat(asked()).isEqualTo(grants.subList(0, SubscriptionDeletion.MOST_GRANTS));
    }

    @Test
    void whoeverWasRefusedSomethingComesLast() {
        for (UUID grant : grants) {
            run.meets(
                    grant,
                    new LinkedAccount(
                            "users/" + grant,
                            Situations.ORGANIZATION,
                            "A name",
                            "a@example.com",
                            "UTC"));
        }
        run.learnRefusal(grants.getFirst(), "No.");

        assertThat(asked()).isEqualTo(grants.subList(1, 1 + SubscriptionDeletion.MOST_GRANTS));
    }

    /// It is the last time that they can be.
    @Test
    void everybodyWhoLeavesIsAskedBesides() {
        run.leaves(grants.get(4));
        run.leaves(grants.get(5));

        assertThat(asked())
                .containsExactly(
                        grants.get(0), grants.get(1), grants.get(2), grants.get(4), grants.get(5));
    }
}
