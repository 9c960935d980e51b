package io.advicly.calendly.sandbox.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.state.subscription.SandboxSubscription;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Webhook subscriptions: {@code callback_url} in answers where requests say {@code url}
 * (calendly-api.md 1.8).
 */
public final class SubscriptionJson {
    private final Uris uris;

    public SubscriptionJson(Uris uris) {
        this.uris = uris;
    }

    public ObjectNode render(SandboxSubscription hook) {
        ObjectNode json = Json.object();
        json.put("uri", uris.uri("webhook_subscriptions", hook.id()))
                .put("callback_url", hook.callbackUrl())
                .put("created_at", Timestamps.of(hook.createdAt()))
                .put("updated_at", Timestamps.of(hook.updatedAt()))
                .put("retry_started_at", time(hook.retryStartedAt()))
                .put("state", hook.active() ? "active" : "disabled")
                .set("events", Json.strings(hook.events()));
        return json.put("scope", hook.scope().wire())
                .put("organization", uris.organization(hook.organizationId()))
                .put("user", uri("users", hook.userId()))
                .put("group", uri("groups", hook.groupId()))
                .put("creator", uris.user(hook.creatorId()));
    }

    private @Nullable String uri(String collection, @Nullable String id) {
        return id == null ? null : uris.uri(collection, id);
    }

    private static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : Timestamps.of(time);
    }
}
