package io.advicly.calendly.sandbox.delivery;

import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.subscription.Hooks;
import io.advicly.calendly.sandbox.state.subscription.SandboxDelivery;
import io.advicly.calendly.sandbox.state.subscription.SandboxDeliveryState;
import io.advicly.calendly.sandbox.state.subscription.SandboxSubscription;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the fate of its deliveries does to a subscription (DOC-wh-err).
 *
 * <p>A message that fails for 24 hours disables its subscription if another message was not
 * delivered either. So one that is given up alone only leaves a mark, and the next failure
 * disables; a success in between wipes the mark away.
 */
final class Health {
    private final World world;

    Health(World world) {
        this.world = world;
    }

    void succeeded(SandboxSubscription hook) {
        if (hook.retryStartedAt() == null && !hook.exhausted()) {
            return;
        }
        Instant retrying = retrying(hook) ? hook.retryStartedAt() : null;
        save(hook, hook.active(), retrying, false);
    }

    void failed(SandboxSubscription hook) {
        if (hook.exhausted()) {
            disable(hook);
        } else if (hook.retryStartedAt() == null) {
            save(hook, hook.active(), world.now(), false);
        }
    }

    void gaveUp(SandboxSubscription hook) {
        if (hook.exhausted() || retrying(hook)) {
            disable(hook);
        } else {
            save(hook, hook.active(), null, true);
        }
    }

    /** Nothing waiting for a disabled subscription is ever sent. */
    void disable(SandboxSubscription hook) {
        Instant since = hook.retryStartedAt() == null ? world.now() : hook.retryStartedAt();
        save(hook, false, since, hook.exhausted());
        drop(hook.id());
    }

    void drop(String hookId) {
        Hooks hooks = world.hooks();
        for (SandboxDelivery delivery : List.copyOf(hooks.deliveriesTo(hookId))) {
            if (delivery.state().open() && delivery.state() != SandboxDeliveryState.SENDING) {
                hooks.deliveries().put(delivery.in(SandboxDeliveryState.DROPPED, delivery.dueAt()));
            }
        }
    }

    private boolean retrying(SandboxSubscription hook) {
        return world.hooks().deliveriesTo(hook.id()).stream()
                .anyMatch(delivery -> delivery.state().open() && !delivery.attempts().isEmpty());
    }

    private void save(
            SandboxSubscription hook,
            boolean active,
            @Nullable Instant retrying,
            boolean exhausted) {
        world.hooks().subscriptions().put(hook.health(active, retrying, exhausted, world.now()));
    }
}
