package io.advicly.calendly.subscription.controller;

import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.claims.ClaimedWork;
import io.advicly.calendly.platform.work.IsolatedContexts;
import io.advicly.calendly.platform.work.Slots;
import io.advicly.calendly.platform.work.Watchdog;
import io.advicly.calendly.subscription.SweepSettings;
import io.advicly.calendly.subscription.claim.OrganizationClaims;
import io.advicly.calendly.subscription.knowledge.OrganizationClaim;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/// Has organizations that are due reconciled, many at a time, each by one replica. Claims are void
/// without their owner's row.
@ApplicationScoped
class OrganizationSweep implements ClaimedWork {

    private final OrganizationClaims claims;
    private final OrganizationController controller;
    private final Slots slots;

    OrganizationSweep(
            OrganizationClaims claims,
            OrganizationController controller,
            IsolatedContexts contexts,
            Watchdog watchdog,
            SweepSettings settings) {
        this.claims = claims;
        this.controller = controller;
        this.slots =
                new Slots(
                        "organizations", settings.lanes(), contexts, watchdog, this::reconcileOne);
    }

    @Scheduled(identity = "organizations", every = "${calendly.sweep.every:15s}")
    Uni<Void> sweep() {
        slots.wake();
        return Unis.nothing();
    }

    @Override
    public void freed() {
        slots.wake();
    }

    void stop(@Observes ShutdownDelayInitiatedEvent announced) {
        slots.stop();
    }

    /// Where one was due there may be more: another place looks for them meanwhile.
    private Uni<Boolean> reconcileOne() {
        return claims.claimDue().chain(this::wakeAndRun);
    }

    private Uni<Boolean> wakeAndRun(Optional<OrganizationClaim> claimed) {
        return claimed.map(
                        it -> {
                            slots.wake();
                            return controller.run(it).replaceWith(true);
                        })
                .orElseGet(() -> Unis.item(false));
    }
}
