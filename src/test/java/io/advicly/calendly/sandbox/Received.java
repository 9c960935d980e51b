package io.advicly.calendly.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.advicly.calendly.sandbox.delivery.Signer;

/** A delivery as it arrived. */
record Received(String path, String signature, String body) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    JsonNode json() {
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + body, e);
        }
    }

    String event() {
        return json().path("event").asText();
    }

    JsonNode payload() {
        return json().path("payload");
    }

    long timestamp() {
        return Long.parseLong(signature.replaceAll("t=(\\d+),.*", "$1"));
    }

    /** Signer itself is held against the documented vector in its own test. */
    boolean signedWith(String key) {
        return Signer.header(key, timestamp(), body).equals(signature);
    }
}
