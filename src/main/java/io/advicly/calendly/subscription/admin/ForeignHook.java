package io.advicly.calendly.subscription.admin;

import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import io.advicly.calendly.platform.list.QueryParameters;
import io.advicly.calendly.security.cipher.SecretString;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A subscription that another backend made, and that is to be adopted.
///
/// @param creator the account that it was made with, if known
/// @param key empty when Calendly signs with an application key
record ForeignHook(
        String uri, SubscriptionOwner owner, Optional<String> creator, Optional<SecretString> key) {

    private static final int LONGEST = 500;

    /// Throws a problem (400) that names what is wrong.
    static ForeignHook of(@Nullable AdoptionWire request) {
        if (request == null) {
            throw QueryParameters.invalid("A subscription has to be described.");
        }
        String organization =
                uri("organization_uri", "/organizations/", request.organizationUri()).orElse(null);
        String uri = uri("uri", "/webhook_subscriptions/", request.uri()).orElse(null);
        if (organization == null || uri == null) {
            throw QueryParameters.invalid("uri and organization_uri are needed.");
        }
        return new ForeignHook(
                uri,
                uri("user_uri", "/users/", request.userUri())
                        .<SubscriptionOwner>map(
                                it -> new SubscriptionOwner.Member(organization, it))
                        .orElseGet(() -> new SubscriptionOwner.Organization(organization)),
                uri("creator_uri", "/users/", request.creatorUri()),
                key(request.signingKey()));
    }

    /// As Calendly spells it: what deliveries and connections name is compared with it.
    private static Optional<String> uri(String name, String kind, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        if (!text.startsWith("http")
                || text.length() > LONGEST
                || text.lastIndexOf('/') != text.indexOf(kind) + kind.length() - 1
                || text.endsWith("/")
                || text.chars().anyMatch(it -> it <= ' ')) {
            throw QueryParameters.invalid(
                    "%s must be a URI of Calendly's, https://api.calendly.com%s…"
                            .formatted(name, kind));
        }
        return Optional.of(text);
    }

    private static Optional<SecretString> key(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        if (text.isBlank() || text.length() > LONGEST) {
            throw QueryParameters.invalid(
                    "signing_key must be the key that the subscription was made with.");
        }
        return Optional.of(SecretString.of(text));
    }
}
