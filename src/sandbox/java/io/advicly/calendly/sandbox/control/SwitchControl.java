package io.advicly.calendly.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.delivery.Deliveries;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.setting.Switch;
import org.jspecify.annotations.Nullable;

/** {@code /_control/switches} and {@code /_control/clock}. */
final class SwitchControl {
    private final World world;
    private final Deliveries deliveries;

    SwitchControl(World world, Deliveries deliveries) {
        this.world = world;
        this.deliveries = deliveries;
    }

    SandboxReply show(Call call) {
        return SandboxReply.json(200, Json.of(world.switches().all()));
    }

    /** All or nothing: the first wrong one is told before any is set. */
    SandboxReply change(Call call) {
        ObjectNode body = call.json();
        body.properties().forEach(field -> check(field.getKey(), Json.plain(field.getValue())));
        body.properties()
                .forEach(field ->
                        world.switches().set(field.getKey(), Json.plain(field.getValue())));
        deliveries.switchesChanged();
        return show(call);
    }

    /** Pushes the delivery clock forward: retries that become due by it are made. */
    SandboxReply advance(Call call) {
        long seconds = new Order(call.json(), "advance_seconds").number("advance_seconds", 0);
        if (seconds <= 0) {
            throw Order.wrong("advance_seconds wants a positive number");
        }
        deliveries.advance(seconds * 1_000);
        return SandboxReply.json(200, Json.object().put("advanced_seconds", seconds));
    }

    private static void check(String name, @Nullable Object value) {
        String problem = Switch.problem(name, value);
        if (problem != null) {
            throw Order.wrong(problem);
        }
    }
}
