package io.advicly.calendly.lifecycle;

import io.advicly.calendly.subscription.GapListener;
import io.advicly.calendly.sync.RepairSync;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/// Closes a gap in deliveries by a repair sync.
@ApplicationScoped
class RepairAfterGap implements GapListener {

    private final RepairSync repair;

    RepairAfterGap(RepairSync repair) {
        this.repair = repair;
    }

    @Override
    public Uni<Void> deliveriesMissing(String organizationUri) {
        return repair.of(organizationUri);
    }
}
