package io.advicly.calendly.sandbox.delivery;

import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.grant.App;
import io.advicly.calendly.sandbox.state.setting.Switch;
import io.advicly.calendly.sandbox.state.subscription.Attempt;
import io.advicly.calendly.sandbox.state.subscription.SandboxDelivery;
import io.advicly.calendly.sandbox.state.subscription.SandboxDeliveryState;
import io.advicly.calendly.sandbox.state.subscription.SandboxSubscription;
import io.advicly.calendly.sandbox.state.table.Table;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Brings deliveries to their receiver: attempt after attempt, until it is there or given up. */
final class Transmission {
    private final Vertx vertx;
    private final World world;
    private final Sender sender;
    private final ScaledClock clock;
    private final Health health;
    private final Map<String, Long> timers = new HashMap<>();

    Transmission(Vertx vertx, World world, Sender sender, ScaledClock clock, Health health) {
        this.vertx = vertx;
        this.world = world;
        this.sender = sender;
        this.clock = clock;
        this.health = health;
    }

    void attempt(String id) {
        SandboxDelivery delivery = deliveries().find(id);
        if (delivery == null || !delivery.state().open()) {
            return;
        }
        SandboxSubscription hook = world.hooks().subscriptions().find(delivery.subscriptionId());
        if (hook == null || !hook.active()) {
            deliveries().put(delivery.in(SandboxDeliveryState.DROPPED, delivery.dueAt()));
            return;
        }
        deliveries().put(delivery.in(SandboxDeliveryState.SENDING, delivery.dueAt()));
        send(delivery, hook).onSuccess(attempt -> conclude(id, attempt));
    }

    /** A key that nothing can be signed with fails the attempt, never what it is about. */
    private Future<Attempt> send(SandboxDelivery delivery, SandboxSubscription hook) {
        long timestamp = timestamp(delivery);
        String signature;
        try {
            signature = Signer.header(key(hook), timestamp, delivery.body());
        } catch (RuntimeException unusableKey) {
            return Future.succeededFuture(
                    new Attempt(world.now(), timestamp, null, unusableKey.toString(), 0));
        }
        return sender.post(hook.callbackUrl(), delivery.body(), signature, timestamp);
    }

    /**
     * Sets the timers of all that wait for another attempt; to be called whenever the clock was
     * changed.
     */
    void rearm() {
        timers.values().forEach(vertx::cancelTimer);
        timers.clear();
        List.copyOf(deliveries().all()).stream()
                .filter(delivery -> delivery.state() == SandboxDeliveryState.RETRYING)
                .forEach(this::arm);
    }

    private void conclude(String id, Attempt attempt) {
        SandboxDelivery delivery = deliveries().find(id);
        if (delivery == null) {
            return; // A reset in between forgot it.
        }
        SandboxSubscription hook = world.hooks().subscriptions().find(delivery.subscriptionId());
        long first = delivery.firstTriedAt() == null ? clock.now() : delivery.firstTriedAt();
        if (attempt.succeeded()) {
            deliveries().put(delivery.tried(attempt, SandboxDeliveryState.DELIVERED, 0, first));
            if (hook != null) {
                health.succeeded(hook);
            }
        } else if (hook == null || !hook.active()) {
            deliveries().put(delivery.tried(attempt, SandboxDeliveryState.DROPPED, 0, first));
        } else if (attempt.gone()) {
            deliveries().put(delivery.tried(attempt, SandboxDeliveryState.DROPPED, 0, first));
            world.hooks().subscriptions().remove(hook.id());
            health.drop(hook.id());
        } else {
            failed(delivery, hook, attempt, first);
        }
    }

    private void failed(
            SandboxDelivery delivery, SandboxSubscription hook, Attempt attempt, long first) {
        long due = DeliveryBackOff.nextDue(first, clock.now(), delivery.attempts().size() + 1);
        if (due < 0) {
            deliveries().put(delivery.tried(attempt, SandboxDeliveryState.FAILED, 0, first));
            health.gaveUp(hook);
            return;
        }
        SandboxDelivery waiting =
                delivery.tried(attempt, SandboxDeliveryState.RETRYING, due, first);
        deliveries().put(waiting);
        clock.keep();
        arm(waiting);
        health.failed(hook);
    }

    private void arm(SandboxDelivery delivery) {
        String id = delivery.id();
        long timer =
                vertx.setTimer(
                        clock.realMillisUntil(delivery.dueAt()),
                        fired -> {
                            timers.remove(id);
                            attempt(id);
                        });
        timers.put(id, timer);
    }

    /**
     * Whether a retry is signed with a new time is not documented (open question 7), hence a
     * switch.
     */
    private long timestamp(SandboxDelivery delivery) {
        boolean renew = world.switches().on(Switch.RENEW_TIMESTAMP_ON_RETRY);
        return renew || delivery.attempts().isEmpty()
                ? world.now().getEpochSecond()
                : delivery.attempts().getFirst().timestamp();
    }

    /**
     * The subscription's own key if it brought one, else the app's; a switch for those who read the
     * docs otherwise.
     */
    private String key(SandboxSubscription hook) {
        String own = hook.signingKey();
        if (own != null && !world.switches().on(Switch.IGNORE_SIGNING_KEY_FOR_OAUTH)) {
            return own;
        }
        App app = world.grants().apps().find(hook.clientId());
        return app == null ? "no-app" : app.webhookSigningKey();
    }

    private Table<SandboxDelivery> deliveries() {
        return world.hooks().deliveries();
    }
}
