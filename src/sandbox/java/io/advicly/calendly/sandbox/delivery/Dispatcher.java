package io.advicly.calendly.sandbox.delivery;

import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.setting.Switch;
import io.advicly.calendly.sandbox.state.setting.Switches;
import io.advicly.calendly.sandbox.state.subscription.SandboxDelivery;
import io.advicly.calendly.sandbox.state.subscription.SandboxDeliveryState;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the switches do to a delivery before its first attempt: hold, reorder, delay. */
final class Dispatcher {
    private final Vertx vertx;
    private final World world;
    private final Transmission transmission;

    /** Per subscription the one delivery that others overtake. */
    private final Map<String, Overtaken> overtaken = new HashMap<>();

    Dispatcher(Vertx vertx, World world, Transmission transmission) {
        this.vertx = vertx;
        this.world = world;
        this.transmission = transmission;
    }

    void dispatch(SandboxDelivery delivery) {
        Switches switches = world.switches();
        long overtakers = switches.number(Switch.REORDER_DELIVERIES);
        String hook = delivery.subscriptionId();
        if (switches.on(Switch.HOLD_DELIVERIES)) {
            put(delivery, SandboxDeliveryState.HELD);
        } else if (overtakers > 0 && !overtaken.containsKey(hook)) {
            put(delivery, SandboxDeliveryState.OVERTAKEN);
            overtaken.put(hook, new Overtaken(delivery.id(), overtakers));
        } else {
            go(delivery);
            overtake(hook);
        }
    }

    /** Sends all that were kept back, in the order they arose. */
    int release() {
        overtaken.clear();
        List<SandboxDelivery> kept =
                world.hooks().deliveries().all().stream().filter(Dispatcher::keptBack).toList();
        kept.forEach(this::go);
        return kept.size();
    }

    void forget() {
        overtaken.clear();
    }

    void go(SandboxDelivery delivery) {
        long delay = world.switches().number(Switch.DELAY_DELIVERIES_MS);
        put(delivery, SandboxDeliveryState.WAITING);
        if (delay == 0) {
            transmission.attempt(delivery.id());
        } else {
            vertx.setTimer(delay, timer -> transmission.attempt(delivery.id()));
        }
    }

    private void overtake(String hook) {
        Overtaken waiting = overtaken.get(hook);
        if (waiting == null) {
            return;
        }
        if (waiting.left() > 1) {
            overtaken.put(hook, new Overtaken(waiting.delivery(), waiting.left() - 1));
            return;
        }
        overtaken.remove(hook);
        SandboxDelivery delivery = world.hooks().deliveries().find(waiting.delivery());
        if (delivery != null && keptBack(delivery)) {
            go(delivery);
        }
    }

    private static boolean keptBack(SandboxDelivery delivery) {
        return delivery.state() == SandboxDeliveryState.HELD
                || delivery.state() == SandboxDeliveryState.OVERTAKEN;
    }

    private void put(SandboxDelivery delivery, SandboxDeliveryState state) {
        world.hooks().add(delivery.in(state, delivery.dueAt()));
    }

    private record Overtaken(String delivery, long left) {}
}
