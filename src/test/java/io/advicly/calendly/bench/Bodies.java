package io.advicly.calendly.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.testing.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Bodies of deliveries, made of the documented sample.
final class Bodies {

    static final String ID = "{id}";

    private Bodies() {}

    /// `invitee.created` of an event that `hostUri` hosts; `{id}` stands where the ids of event and
    /// invitee belong.
    static String template(String hostUri) {
        try {
            JsonNode sample =
                    Http.JSON.readTree(
                            Files.readString(
                                    Path.of("src/test/resources/samples/invitee.created.json")));
            ObjectNode payload = (ObjectNode) sample.required("payload");
            ObjectNode event = (ObjectNode) payload.required("scheduled_event");
            String eventUri = "https://api.calendly.com/scheduled_events/BENCH" + ID;
            payload.put("uri", eventUri + "/invitees/I" + ID).put("event", eventUri);
            event.put("uri", eventUri);
            ((ObjectNode) event.required("event_memberships").get(0)).put("user", hostUri);
            return Http.JSON.writeValueAsString(sample);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
