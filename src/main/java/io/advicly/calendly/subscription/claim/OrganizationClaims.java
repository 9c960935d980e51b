package io.advicly.calendly.subscription.claim;

import io.advicly.calendly.connection.organization.DeliveryGaps;
import io.advicly.calendly.platform.chain.CallersContext;
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
import java.util.function.LongSupplier;
import java.util.function.Supplier;
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
        Held held =
                new Held(
                        claim,
                        () -> CallersContext.keep(contexts.run(() -> renew(claim))),
                        System::nanoTime);
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
    private static Uni<Boolean> renewed(Held held) {
        return held.renewed().onFailure().recoverWithItem(true);
    }

    /// A claim that is being renewed.
    public static final class Held {

        /// Less than a claim lasts.
        private static final Duration CERTAIN_FOR = Duration.ofSeconds(4);

        private final OrganizationClaim claim;
        private final Supplier<Uni<Boolean>> renewal;
        private final LongSupplier nanoTime;
        private final AtomicBoolean lost = new AtomicBoolean();
        private volatile long oursAt;

        /// @param renewal tells whether the claim is ours, and has it last longer
        /// @param nanoTime the time that goes on, in nanoseconds
        public Held(
                OrganizationClaim claim, Supplier<Uni<Boolean>> renewal, LongSupplier nanoTime) {
            this.claim = claim;
            this.renewal = renewal;
            this.nanoTime = nanoTime;
            this.oursAt = nanoTime.getAsLong();
        }

        /// Whoever has not renewed it for a while, as after standing still, does so first.
        ///
        /// @return fails when somebody else has the claim by now
        public Uni<Void> check() {
            return Uni.createFrom()
                    .deferred(() -> isCertain() ? Unis.item(!lost.get()) : renewed())
                    .invoke(this::failIfLost)
                    .replaceWithVoid();
        }

        private boolean isCertain() {
            return lost.get() || nanoTime.getAsLong() - oursAt < CERTAIN_FOR.toNanos();
        }

        private void failIfLost(boolean ours) {
            if (!ours) {
                throw new ClaimLostException(claim.organizationUri());
            }
        }

        Uni<Boolean> renewed() {
            long asked = nanoTime.getAsLong();
            return renewal.get().invoke(ours -> note(ours, asked));
        }

        private void note(boolean ours, long asked) {
            if (ours) {
                oursAt = asked;
            } else {
                lost.set(true);
            }
        }
    }
}
