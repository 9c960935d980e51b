package io.advicly.calendly.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.http.ApiError;
import io.advicly.calendly.sandbox.state.subscription.HookScope;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /webhook_subscriptions}, checked for form only. */
record HookRequest(
        String url,
        List<String> events,
        HookScope scope,
        String organization,
        @Nullable String user,
        @Nullable String group,
        @Nullable String signingKey) {

    static HookRequest of(ObjectNode body, boolean publicOnly) {
        HookScope scope = HookScope.of(body.path("scope").asText(""));
        if (scope == null) {
            throw ApiError.invalid("scope", "must be one of organization, user, group");
        }
        return new HookRequest(
                url(body, publicOnly),
                events(body, scope),
                scope,
                id(body, "organization", "organizations"),
                scope == HookScope.USER ? id(body, "user", "users") : null,
                scope == HookScope.GROUP ? id(body, "group", "groups") : null,
                signingKey(body));
    }

    private static String url(ObjectNode body, boolean publicOnly) {
        String url = body.path("url").asText("");
        try {
            URI parsed = new URI(url);
            if (parsed.getHost() != null && List.of("http", "https").contains(parsed.getScheme())) {
                if (publicOnly && !PublicAddress.is(parsed)) {
                    throw ApiError.invalid("url", "must be a public HTTPS URL");
                }
                return url;
            }
        } catch (URISyntaxException e) {
            // Falls through: no URL is no URL.
        }
        throw ApiError.invalid("url", "must be a valid URL");
    }

    private static String id(ObjectNode body, String name, String collection) {
        String uri = body.path(name).asText("");
        if (uri.isBlank()) {
            throw ApiError.invalid(name, "can't be blank");
        }
        return Params.uri(name, collection, uri);
    }

    /** An empty key could sign nothing. */
    private static @Nullable String signingKey(ObjectNode body) {
        if (!body.hasNonNull("signing_key")) {
            return null;
        }
        if (!body.get("signing_key").isTextual()) {
            throw ApiError.invalid("signing_key", "must be a string");
        }
        String key = body.get("signing_key").asText();
        if (key.isBlank()) {
            throw ApiError.invalid("signing_key", "can't be blank");
        }
        return key;
    }

    private static List<String> events(ObjectNode body, HookScope scope) {
        Set<String> events = new LinkedHashSet<>();
        for (JsonNode event : body.path("events")) {
            String name = event.asText();
            if (!HookEvents.known(name) || !HookEvents.offered(name, scope)) {
                throw ApiError.invalid("events", name + " is not available for this scope");
            }
            events.add(name);
        }
        if (events.isEmpty()) {
            throw ApiError.invalid("events", "can't be blank");
        }
        return List.copyOf(events);
    }

    @Override
    public String toString() {
        return "HookRequest[" + scope + "]";
    }
}
