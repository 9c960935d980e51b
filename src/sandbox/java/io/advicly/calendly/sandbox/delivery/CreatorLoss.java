package io.advicly.calendly.sandbox.delivery;

import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.people.User;
import io.advicly.calendly.sandbox.state.setting.Switch;
import io.advicly.calendly.sandbox.state.subscription.HookScope;
import io.advicly.calendly.sandbox.state.subscription.SandboxSubscription;
import java.util.List;

/**
 * What becomes of subscriptions whose creator was demoted, moved or withdrew the grant: open
 * question 8, hence a switch.
 */
public final class CreatorLoss {
    private final World world;
    private final Deliveries deliveries;

    public CreatorLoss(World world, Deliveries deliveries) {
        this.world = world;
        this.deliveries = deliveries;
    }

    /** {@code before} is the user as he was, in the organization that he was in. */
    public void happened(User before) {
        if (!world.switches().changed(Switch.CREATOR_LOSS)) {
            return;
        }
        List.copyOf(world.hooks().subscriptionsOf(before.organizationId())).stream()
                .filter(hook -> hook.creatorId().equals(before.id()))
                .filter(hook -> hook.scope() == HookScope.ORGANIZATION)
                .filter(SandboxSubscription::active)
                .forEach(deliveries::disable);
    }
}
