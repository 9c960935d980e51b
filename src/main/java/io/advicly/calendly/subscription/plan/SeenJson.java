package io.advicly.calendly.subscription.plan;

import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import io.advicly.calendly.calendly.hook.WebhookSubscription;
import io.advicly.calendly.subscription.record.SubscriptionRow;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// What a run wanted and what Calendly listed, for operators: ours first, so that however many
/// others there are, none of ours is left out for them. No addresses, which are secrets of a kind.
/// Pure.
public final class SeenJson {

    /// An organization with hundreds of members is told in part.
    private static final int MOST = 50;

    private SeenJson() {}

    /// @param waits until when connections wait, which their status tells: all of them
    public static String of(Observation seen, Plan plan, Map<UUID, Instant> waits) {
        JsonArray desired = new JsonArray();
        plan.desired().stream().limit(MOST).map(SeenJson::owner).forEach(desired::add);
        JsonArray listed = new JsonArray();
        List<Hook> ours = seen.ours();
        Set<String> mine = ours.stream().map(Hook::uri).collect(Collectors.toSet());
        seen.listed().values().stream()
                .flatMap(List::stream)
                .distinct()
                .sorted(
                        Comparator.comparing((WebhookSubscription it) -> !mine.contains(it.uri()))
                                .thenComparing(WebhookSubscription::uri))
                .limit(MOST)
                .map(hook -> hook(hook, ours))
                .forEach(listed::add);
        JsonObject until = new JsonObject();
        waits.forEach((connection, time) -> until.put(connection.toString(), time.toString()));
        return new JsonObject()
                .put("at", seen.at().toString())
                .put("desired", desired)
                .put("listed", listed)
                .put("waits", until)
                .encode();
    }

    private static JsonObject owner(SubscriptionOwner owner) {
        return new JsonObject()
                .put("scope", SubscriptionRow.scopeOf(owner))
                .put("user_uri", SubscriptionRow.userOf(owner));
    }

    private static JsonObject hook(WebhookSubscription hook, List<Hook> ours) {
        Optional<Hook> mine = ours.stream().filter(it -> it.uri().equals(hook.uri())).findFirst();
        return owner(hook.owner())
                .put("uri", hook.uri())
                .put("active", hook.active())
                .put(
                        "retry_started_at",
                        hook.retryStartedAt() == null ? null : hook.retryStartedAt().toString())
                .put("ours", mine.isPresent())
                .put("good", mine.map(Hook::good).orElse(false));
    }
}
