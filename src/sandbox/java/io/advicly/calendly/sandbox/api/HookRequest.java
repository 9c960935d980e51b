package io.advicly.calendly.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.http.ApiError;
import io.advicly.calendly.sandbox.state.HookScope;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
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

    static HookRequest of(ObjectNode body) {
        HookScope scope = HookScope.of(body.path("scope").asText(""));
        if (scope == null) {
            throw ApiError.invalid("scope", "must be one of organization, user, group");
        }
        return new HookRequest(
                url(body),
                events(body, scope),
                scope,
                Params.uri("organization", "organizations", body.path("organization").asText("")),
                scope == HookScope.USER
                        ? Params.uri("user", "users", body.path("user").asText(""))
                        : null,
                scope == HookScope.GROUP
                        ? Params.uri("group", "groups", body.path("group").asText(""))
                        : null,
                body.hasNonNull("signing_key") ? body.get("signing_key").asText() : null);
    }

    private static String url(ObjectNode body) {
        String url = body.path("url").asText("");
        try {
            URI parsed = new URI(url);
            if (parsed.getHost() != null && List.of("http", "https").contains(parsed.getScheme())) {
                return url;
            }
        } catch (URISyntaxException e) {
            // Falls through: no URL is no URL.
        }
        throw ApiError.invalid("url", "must be a valid URL");
    }

    private static List<String> events(ObjectNode body, HookScope scope) {
        List<String> events = new ArrayList<>();
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
