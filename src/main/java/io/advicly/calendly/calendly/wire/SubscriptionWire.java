package io.advicly.calendly.calendly.wire;

import static io.advicly.calendly.calendly.wire.UnreadableException.identity;
import static io.advicly.calendly.calendly.wire.UnreadableException.required;
import static io.advicly.calendly.calendly.wire.UnreadableException.unlessSame;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.advicly.calendly.calendly.hook.ListedSubscription;
import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import io.advicly.calendly.calendly.hook.WebhookSubscription;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A webhook subscription as Calendly answers it: `callback_url` here is `url` in a request, and
/// the signing key is not part of it (docs/calendly-api.md 1.8).
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record SubscriptionWire(
        @Nullable String uri,
        @Nullable String callbackUrl,
        @Nullable String scope,
        @Nullable String organization,
        @Nullable String user,
        @Nullable List<@Nullable String> events,
        @Nullable String state,
        @Nullable Instant retryStartedAt,
        @Nullable Instant createdAt) {

    public WebhookSubscription toSubscription() {
        return new WebhookSubscription(
                identity(uri, "uri"),
                required(callbackUrl, "callback_url"),
                owner(),
                named(),
                isActive(),
                retryStartedAt,
                createdAt);
    }

    private List<String> named() {
        if (events != null && events.stream().anyMatch(Objects::isNull)) {
            throw UnreadableException.odd("events");
        }
        return events == null ? List.of() : List.copyOf(events);
    }

    /// A state that we do not know is taken neither for health nor for the end of a subscription.
    private boolean isActive() {
        return switch (required(state, "state")) {
            case "active" -> true;
            case "disabled" -> false;
            default ->
                    throw new UnreadableException("state", "state is neither active nor disabled");
        };
    }

    /// One of scope `group`, which is never asked for, cannot be read either.
    ///
    /// @param asked whose subscriptions were asked for: named as they were
    public ListedSubscription listed(SubscriptionOwner asked) {
        WebhookSubscription it = toSubscription();
        // One that seems to want nothing, or to be whose it is not, would be made anew at each
        // look.
        var _ = required(events, "events");
        unlessAsked(it.owner(), asked);
        return new ListedSubscription.Read(
                new WebhookSubscription(
                        it.uri(),
                        it.callbackUrl(),
                        asked,
                        it.events(),
                        it.active(),
                        it.retryStartedAt(),
                        it.createdAt()));
    }

    /// A list of one owner's has nobody else's: what it says is wrong, or has no business there.
    private static void unlessAsked(SubscriptionOwner told, SubscriptionOwner asked) {
        unlessSame(told.organizationUri(), asked.organizationUri(), "organization");
        boolean sameScope =
                switch (told) {
                    case SubscriptionOwner.Organization _ ->
                            asked instanceof SubscriptionOwner.Organization;
                    case SubscriptionOwner.Member _ -> asked instanceof SubscriptionOwner.Member;
                };
        if (!sameScope) {
            throw new UnreadableException("scope", "scope is another one's");
        }
        if (told instanceof SubscriptionOwner.Member(String _, String user)
                && asked instanceof SubscriptionOwner.Member(String _, String wanted)) {
            unlessSame(user, wanted, "user");
        }
    }

    private SubscriptionOwner owner() {
        String of = required(organization, "organization");
        return switch (required(scope, "scope")) {
            case "organization" -> new SubscriptionOwner.Organization(of);
            case "user" -> new SubscriptionOwner.Member(of, required(user, "user"));
            default ->
                    throw new UnreadableException(
                            "scope", "scope is neither organization nor user");
        };
    }

    /// Leaves out the callback URL: its last segment is a secret of a kind.
    @Override
    public String toString() {
        return "SubscriptionWire[uri=%s, state=%s]".formatted(uri, state);
    }
}
