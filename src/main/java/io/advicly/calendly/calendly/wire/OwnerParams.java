package io.advicly.calendly.calendly.wire;

import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import org.jspecify.annotations.Nullable;

/// A subscription's owner as Calendly's parameters say it. Without `user` at scope `user` Calendly
/// answers 400 (docs/calendly-api.md 1.8).
public record OwnerParams(String organization, @Nullable String user, String scope) {

    public static OwnerParams of(SubscriptionOwner owner) {
        return switch (owner) {
            case SubscriptionOwner.Organization(String organization) ->
                    new OwnerParams(organization, null, "organization");
            case SubscriptionOwner.Member(String organization, String user) ->
                    new OwnerParams(organization, user, "user");
        };
    }
}
