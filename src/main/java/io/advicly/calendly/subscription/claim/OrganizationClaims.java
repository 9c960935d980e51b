package io.advicly.calendly.subscription.claim;

import io.advicly.calendly.connection.organization.DeliveryGaps;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.work.IsolatedContexts;
import io.advicly.calendly.subscription.knowledge.OrganizationClaim;
import io.advicly.calendly.subscription.record.ClaimLostException;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jboss.logging.Logger;

/// Who reconciles which organization, each change in a transaction of its own.
@ApplicationScoped
public class OrganizationClaims {

    private static final Logger LOG = Logger.getLogger(OrganizationClaims.class);
    private static final Duration RENEWED_EVERY = Duration.ofSeconds(2);

    private final OrganizationClaimRepository rows;
    private final DeliveryGaps gaps;
    private final IsolatedContexts contexts;

    OrganizationClaims(
            OrganizationClaimRepository rows, DeliveryGaps gaps, IsolatedContexts contexts) {
        this.rows = rows;
        this.gaps = gaps;
        this.contexts = contexts;
    }

    /// The organization that is due longest and that nobody reconciles.
    @WithTransaction
    public Uni<Optional<OrganizationClaim>> claimDue() {
        return rows.claimDue();
    }

    /// This one, due or not; empty while somebody else reconciles it.
    @WithTransaction
    public Uni<Optional<OrganizationClaim>> claim(String organizationUri) {
        return rows.claim(organizationUri);
    }

    @WithTransaction
    public Uni<Boolean> renew(OrganizationClaim claim) {
        return rows.renew(claim);
    }

    /// How a run was written down.
    ///
    /// @param ours false when somebody else has the claim by now: then nothing was written
    /// @param healed how many who missed deliveries are served again
    public record Settled(boolean ours, int healed) {}

    @WithTransaction
    public Uni<Settled> settle(OrganizationClaim claim, OrganizationSettlement end) {
        return rows.settle(claim, end).chain(ours -> settled(ours, claim, end));
    }

    private Uni<Settled> settled(
            boolean ours, OrganizationClaim claim, OrganizationSettlement end) {
        return ours
                ? gaps.end(claim.organizationUri(), end.served())
                        .map(healed -> new Settled(true, healed))
                : Unis.item(new Settled(false, 0));
    }

    @WithTransaction
    public Uni<Boolean> release(OrganizationClaim claim, Duration untilNext, String outcome) {
        return rows.release(claim, untilNext, outcome);
    }

    @WithTransaction
    public Uni<Long> marks(String organizationUri) {
        return rows.marks(organizationUri);
    }

    @WithTransaction
    public Uni<Boolean> hasSeen(String organizationUri, long marks) {
        return rows.hasSeen(organizationUri, marks);
    }

    /// Runs `work` while its claim is renewed. It asks [Held#check] before each of its steps: a
    /// process that stood still for long may have lost the claim to another.
    public <T> Uni<T> holding(OrganizationClaim claim, Function<Held, Uni<T>> work) {
        return Uni.createFrom().deferred(() -> workHolding(claim, work));
    }

    private <T> Uni<T> workHolding(OrganizationClaim claim, Function<Held, Uni<T>> work) {
        Held held = new Held(claim);
        Cancellable renewal =
                Multi.createFrom()
                        .ticks()
                        .startingAfter(RENEWED_EVERY)
                        .every(RENEWED_EVERY)
                        .onOverflow()
                        .drop()
                        .onItem()
                        .transformToUniAndConcatenate(tick -> renewed(held))
                        .subscribe()
                        .with(
                                renewed -> {},
                                failure -> LOG.errorf(failure, "organization.not_renewed"));
        return work.apply(held).onTermination().invoke(renewal::cancel);
    }

    /// A renewal that fails says nothing: nobody can take the claim while the database is away.
    private Uni<Boolean> renewed(Held held) {
        return contexts.run(() -> renew(held.claim))
                .onFailure()
                .recoverWithItem(true)
                .invoke(ours -> {
                    if (!ours) {
                        held.lost.set(true);
                    }
                });
    }

    /// A claim that is being renewed.
    public static final class Held {

        private final OrganizationClaim claim;
        private final AtomicBoolean lost = new AtomicBoolean();

        public Held(OrganizationClaim claim) {
            this.claim = claim;
        }

        /// @return fails when somebody else has the claim by now
        public Uni<Void> check() {
            return lost.get()
                    ? Uni.createFrom().failure(new ClaimLostException(claim.organizationUri()))
                    : Unis.nothing();
        }
    }
}
