package io.advicly.calendly.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;

/** A connected account: calls the API with its access token. */
record Account(Browser browser, String id, JsonNode tokens) {

    String accessToken() {
        return tokens.path("access_token").asText();
    }

    String refreshToken() {
        return tokens.path("refresh_token").asText();
    }

    String organization() {
        return tokens.path("organization").asText();
    }

    String uri() {
        return tokens.path("owner").asText();
    }

    GivenAnswer get(String path) {
        return browser.send(
                browser.request(path).header("Authorization", "Bearer " + accessToken()));
    }

    GivenAnswer post(String path, String json) {
        return browser.send(
                browser.json(path)
                        .header("Authorization", "Bearer " + accessToken())
                        .POST(BodyPublishers.ofString(json)));
    }

    GivenAnswer delete(String path) {
        return browser.send(
                browser.request(path).header("Authorization", "Bearer " + accessToken()).DELETE());
    }

    /** An organization subscription with key "k" for invitee.created and invitee.canceled. */
    GivenAnswer subscribe(String url) {
        return post("/webhook_subscriptions", subscription(url, "organization"));
    }

    String subscription(String url, String scope) {
        return """
        {"url":"%s","events":["invitee.created","invitee.canceled"],
         "organization":"%s","user":"%s","scope":"%s","signing_key":"k"}\
        """
                .formatted(url, organization(), uri(), scope);
    }
}
