package io.advicly.calendly.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;

/** An HTTP answer, easy to ask. */
record GivenAnswer(HttpResponse<String> response) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    int status() {
        return response.statusCode();
    }

    String text() {
        return response.body();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    JsonNode json() {
        try {
            return MAPPER.readTree(text());
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + text(), e);
        }
    }

    JsonNode resource() {
        return json().path("resource");
    }

    JsonNode collection() {
        return json().path("collection");
    }

    String message() {
        return json().path("message").asText();
    }

    String error() {
        return json().path("error").asText();
    }
}
