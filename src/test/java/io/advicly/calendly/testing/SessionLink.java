package io.advicly.calendly.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/// A session as a backend has it made, and what a page of the product does with it.
public record SessionLink(String user, String token, URI link) {

    /// For a user of the default tenant.
    public static SessionLink of(String user, Map<String, ?> more) {
        Map<String, Object> request = new HashMap<>(more);
        request.put("user", user);
        JsonNode minted =
                Person.backend("default").post("/api/backend/sessions", request).expect(201).body();
        return new SessionLink(
                user, minted.get("token").asText(), URI.create(minted.get("link").asText()));
    }

    public Http.Reply show(String query, Map<String, String> more) {
        return Http.get(Surroundings.service("/api/connect/session" + query), headers(more));
    }

    public JsonNode show() {
        return show("", Map.of()).expect(200).body();
    }

    public String state() {
        return show().get("session").get("state").asText();
    }

    public Http.Reply connect(Map<String, ?> wish) {
        return Http.post(
                Surroundings.service("/api/connect/session/connect"), wish, headers(Map.of()));
    }

    public Http.Reply disconnect() {
        return Http.with(
                "DELETE",
                Surroundings.service("/api/connect/session/connection"),
                null,
                headers(Map.of()));
    }

    /// Clicks as a browser does that is on the page of the link.
    public Http.Reply click() {
        return click(Map.of("Sec-Fetch-Site", "same-origin"));
    }

    public Http.Reply click(Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        return Http.with("POST", link, new byte[0], headers);
    }

    private Map<String, String> headers(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(more);
        all.put("Authorization", "Bearer " + token);
        return all;
    }
}
