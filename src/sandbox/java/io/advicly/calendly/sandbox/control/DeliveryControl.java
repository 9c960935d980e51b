package io.advicly.calendly.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.delivery.Deliveries;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.subscription.Attempt;
import io.advicly.calendly.sandbox.state.subscription.SandboxDelivery;
import io.advicly.calendly.sandbox.state.subscription.SandboxSubscription;
import io.advicly.calendly.sandbox.wire.Timestamps;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code /_control/deliveries}. */
final class DeliveryControl {
    private final World world;
    private final Deliveries deliveries;

    DeliveryControl(World world, Deliveries deliveries) {
        this.world = world;
        this.deliveries = deliveries;
    }

    SandboxReply list(Call call) {
        boolean bodies = "true".equals(call.query("bodies"));
        return Listing.of(
                "deliveries",
                call,
                world.hooks().deliveries().all().stream()
                        .filter(
                                wanted(
                                        call.query("subscription"),
                                        call.query("event"),
                                        call.query("state"),
                                        call.query("invitee"))),
                delivery -> json(delivery, bodies));
    }

    /** Sends what the switches hold_deliveries and reorder_deliveries keep back. */
    SandboxReply release(Call call) {
        return SandboxReply.json(200, Json.object().put("released", deliveries.release()));
    }

    /** The same bytes once more: of the named deliveries, or of all that fit. */
    SandboxReply redeliver(Call call) {
        Order order = new Order(call.json(), "ids", "subscription", "event", "state", "invitee");
        List<String> ids = order.texts("ids");
        Predicate<SandboxDelivery> wanted =
                wanted(
                        order.text("subscription"),
                        order.text("event"),
                        order.text("state"),
                        order.text("invitee"));
        List<SandboxDelivery> past =
                world.hooks().deliveries().all().stream()
                        .filter(wanted)
                        .filter(delivery -> ids.isEmpty() || ids.contains(delivery.id()))
                        .toList();
        List<String> again =
                past.stream().map(deliveries::redeliver).map(SandboxDelivery::id).toList();
        return SandboxReply.json(
                200,
                Json.object().put("redelivered", again.size()).set("ids", Json.strings(again)));
    }

    private static Predicate<SandboxDelivery> wanted(
            @Nullable String subscription,
            @Nullable String event,
            @Nullable String state,
            @Nullable String invitee) {
        Predicate<SandboxDelivery> sent =
                delivery ->
                        Listing.fits(subscription, delivery.subscriptionId())
                                && Listing.fits(event, delivery.event());
        return sent.and(delivery ->
                Listing.fits(state, delivery.state().wire())
                        && Listing.fits(invitee, delivery.inviteeId()));
    }

    private ObjectNode json(SandboxDelivery delivery, boolean withBody) {
        SandboxSubscription hook = world.hooks().subscriptions().find(delivery.subscriptionId());
        ObjectNode json =
                Json.object()
                        .put("id", delivery.id())
                        .put("number", delivery.number())
                        .put("subscription", delivery.subscriptionId())
                        .put("callback_url", hook == null ? null : hook.callbackUrl())
                        .put("event", delivery.event())
                        .put("invitee", delivery.inviteeId())
                        .put("state", delivery.state().wire())
                        .put("duplicate_of", delivery.duplicateOf())
                        .put("created_at", Timestamps.of(delivery.createdAt()));
        json.set("attempts", Json.objects(delivery.attempts(), DeliveryControl::json));
        return withBody ? json.put("body", delivery.body()) : json;
    }

    private static ObjectNode json(Attempt attempt) {
        return Json.object()
                .put("at", Timestamps.of(attempt.at()))
                .put("t", attempt.timestamp())
                .put("status", attempt.status())
                .put("error", attempt.error())
                .put("millis", attempt.millis());
    }
}
