package io.advicly.calendly.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.delivery.Deliveries;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.advicly.calendly.sandbox.seed.Seed;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.people.User;
import io.advicly.calendly.sandbox.state.subscription.HookScope;
import io.advicly.calendly.sandbox.state.subscription.SandboxSubscription;
import io.advicly.calendly.sandbox.wire.SubscriptionJson;
import io.advicly.calendly.sandbox.wire.Uris;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * {@code /_control/subscriptions}: all of them, whoever made them, and changes behind the client's
 * back.
 */
final class SubscriptionControl {
    private static final List<String> USUAL_EVENTS =
            List.of(
                    "invitee.created",
                    "invitee.canceled",
                    "invitee_no_show.created",
                    "invitee_no_show.deleted");

    private final World world;
    private final Deliveries deliveries;
    private final SubscriptionJson resources;

    SubscriptionControl(World world, Uris uris, Deliveries deliveries) {
        this.world = world;
        this.deliveries = deliveries;
        this.resources = new SubscriptionJson(uris);
    }

    SandboxReply list(Call call) {
        return Listing.of(
                "subscriptions",
                call,
                world.hooks().subscriptions().all().stream().filter(wanted(call)),
                this::json);
    }

    /**
     * Past every rule of the API: stale ones, foreign ones, many at once. "{n}" in the URL is the
     * number, from 1.
     */
    SandboxReply create(Call call) {
        Order order =
                new Order(
                        call.json(),
                        "callback_url",
                        "count",
                        "creator",
                        "scope",
                        "events",
                        "client_id",
                        "signing_key",
                        "age_seconds",
                        "active");
        User creator = world.directory().users().find(order.text("creator", "ada"));
        String url = order.text("callback_url");
        HookScope scope = HookScope.of(order.text("scope", "organization"));
        if (creator == null || url == null || scope == null || scope == HookScope.GROUP) {
            throw Order.wrong("wanted: callback_url, a known creator, scope organization or user");
        }
        List<SandboxSubscription> made = new ArrayList<>();
        for (long n = 1; n <= order.number("count", 1); n++) {
            SandboxSubscription hook =
                    hook(order, creator, url.replace("{n}", Long.toString(n)), scope);
            world.hooks().subscriptions().put(hook);
            made.add(hook);
        }
        return SandboxReply.json(201, Listing.body("subscriptions", call, made, this::json));
    }

    /** {@code state} disabled is final for Calendly; active is there to undo it in a test. */
    SandboxReply change(Call call) {
        SandboxSubscription hook = find(call);
        Order order = new Order(call.json(), "state", "retrying");
        boolean active =
                order.text("state", hook.active() ? "active" : "disabled").equals("active");
        if (!active) {
            deliveries.disable(hook);
        } else {
            boolean retrying = order.flag("retrying", hook.retryStartedAt() != null);
            Instant since = hook.retryStartedAt() == null ? world.now() : hook.retryStartedAt();
            world.hooks()
                    .subscriptions()
                    .put(hook.health(true, retrying ? since : null, false, world.now()));
        }
        return SandboxReply.json(200, json(find(call)));
    }

    SandboxReply delete(Call call) {
        SandboxSubscription hook = find(call);
        world.hooks().subscriptions().remove(hook.id());
        deliveries.deleted(hook);
        return SandboxReply.empty(204);
    }

    private SandboxSubscription find(Call call) {
        SandboxSubscription hook = world.hooks().subscriptions().find(call.segment("id"));
        if (hook == null) {
            throw Order.missing("subscription " + call.segment("id"));
        }
        return hook;
    }

    private SandboxSubscription hook(Order order, User creator, String url, HookScope scope) {
        Instant at = world.now().minusSeconds(order.number("age_seconds", 0));
        List<String> events = order.texts("events");
        String key = order.key("signing_key");
        return new SandboxSubscription(
                world.newId(),
                order.text("client_id", Seed.CLIENT_ID),
                url,
                events.isEmpty() ? USUAL_EVENTS : events,
                scope,
                creator.organizationId(),
                scope == HookScope.USER ? creator.id() : null,
                null,
                creator.id(),
                key == null ? null : world.secrets().remember("signing_key", key),
                order.flag("active", true),
                null,
                false,
                at,
                at);
    }

    private static Predicate<SandboxSubscription> wanted(Call call) {
        String organization = call.query("organization");
        String prefix = call.query("callback_prefix");
        String state = call.query("state");
        return hook ->
                (organization == null || hook.organizationId().equals(organization))
                        && (prefix == null || hook.callbackUrl().startsWith(prefix))
                        && (state == null || hook.active() == state.equals("active"));
    }

    private ObjectNode json(SandboxSubscription hook) {
        return resources
                .render(hook)
                .put("id", hook.id())
                .put("organization_id", hook.organizationId())
                .put("creator_id", hook.creatorId())
                .put("client_id", hook.clientId())
                .put("has_signing_key", hook.signingKey() != null)
                .put("deliveries", world.hooks().deliveriesTo(hook.id()).size());
    }
}
