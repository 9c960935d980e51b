package io.advicly.calendly.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.advicly.calendly.sandbox.seed.BulkSeed;
import io.advicly.calendly.sandbox.state.World;

/** {@code /_control/reset} and {@code /_control/seed}. */
final class StateControl {
    private final World world;
    private final Runnable reset;

    StateControl(World world, Runnable reset) {
        this.world = world;
        this.reset = reset;
    }

    SandboxReply reset(Call call) {
        reset.run();
        return SandboxReply.empty(204);
    }

    SandboxReply seed(Call call) {
        Order order =
                new Order(
                        call.json(),
                        "prefix",
                        "organizations",
                        "users_per_organization",
                        "admins_per_organization",
                        "events_per_user",
                        "invitees_per_event");
        BulkSeed bulk =
                new BulkSeed(
                        order.text("prefix", "bulk"),
                        (int) order.number("organizations", 1),
                        (int) order.number("users_per_organization", 1),
                        (int) order.number("admins_per_organization", 0),
                        (int) order.number("events_per_user", 0),
                        (int) order.number("invitees_per_event", 1));
        bulk.plant(world);
        long users = (long) bulk.organizations() * bulk.usersEach();
        ObjectNode body =
                Json.object()
                        .put("organizations", bulk.organizations())
                        .put("users", users)
                        .put("events", users * bulk.eventsEach())
                        .put("first_account", bulk.prefix() + "-1-1")
                        .put(
                                "last_account",
                                bulk.prefix()
                                        + "-"
                                        + bulk.organizations()
                                        + "-"
                                        + bulk.usersEach());
        return SandboxReply.json(201, body);
    }
}
