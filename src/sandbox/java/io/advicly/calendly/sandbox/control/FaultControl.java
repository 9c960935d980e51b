package io.advicly.calendly.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.fault.Effect;
import io.advicly.calendly.sandbox.fault.Fault;
import io.advicly.calendly.sandbox.fault.Faults;
import io.advicly.calendly.sandbox.fault.Target;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.http.SandboxReply;
import java.util.Set;

/** {@code /_control/faults}. */
final class FaultControl {
    private final Faults faults;
    private final Set<String> endpoints;

    FaultControl(Faults faults, Set<String> endpoints) {
        this.faults = faults;
        this.endpoints = endpoints;
    }

    SandboxReply list(Call call) {
        return Listing.of("faults", call, faults.all().stream(), FaultControl::json);
    }

    SandboxReply order(Call call) {
        Order order =
                new Order(
                        call.json(),
                        "endpoint",
                        "method",
                        "path",
                        "account",
                        "times",
                        "status",
                        "delay_ms",
                        "cut",
                        "garbage",
                        "html",
                        "plain",
                        "empty",
                        "truncated",
                        "mangle",
                        "headers",
                        "body",
                        "lose_reply",
                        "lose_refresh_reply");
        Fault fault =
                order.has("lose_refresh_reply")
                        ? faults.order(
                                new Target("refresh", null, null, null),
                                (int) order.number("lose_refresh_reply", 1),
                                0,
                                true,
                                new Effect.Cut())
                        : faults.order(
                                target(order),
                                (int) order.number("times", 1),
                                order.number("delay_ms", 0),
                                order.flag("lose_reply", false),
                                FaultOrders.effect(order));
        return SandboxReply.json(201, json(fault));
    }

    SandboxReply cancel(Call call) {
        if (!faults.cancel(call.segment("id"))) {
            throw Order.missing("fault " + call.segment("id"));
        }
        return SandboxReply.empty(204);
    }

    SandboxReply clear(Call call) {
        faults.clear();
        return SandboxReply.empty(204);
    }

    private Target target(Order order) {
        String endpoint = order.text("endpoint");
        if (endpoint != null && !endpoints.contains(endpoint)) {
            throw Order.wrong("there is no endpoint " + endpoint + "; known are " + endpoints);
        }
        return new Target(
                endpoint, order.text("method"), order.text("path"), order.text("account"));
    }

    private static ObjectNode json(Fault fault) {
        ObjectNode json =
                Json.object()
                        .put("id", fault.id())
                        .put("endpoint", fault.target().endpoint())
                        .put("method", fault.target().method())
                        .put("path", fault.target().path())
                        .put("account", fault.target().account())
                        .put("left", fault.left())
                        .put("delay_ms", fault.delayMs())
                        .put("lose_reply", fault.loseReply());
        return switch (fault.effect()) {
            case Effect.Pass() -> json.put("effect", "delay");
            case Effect.Cut() -> json.put("effect", "cut");
            case Effect.Garbage() -> json.put("effect", "garbage");
            case Effect.Truncated() -> json.put("effect", "truncated");
            case Effect.Mangled mangled -> json.put("effect", "mangled");
            case Effect.Answer answer ->
                    json.put("effect", "status").put("status", answer.status());
        };
    }
}
