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

    /// Stands for whoever hosts the event, where wrk is to choose.
    static final String HOST = "{host}";

    /// Begins the name of an event that tells, in microseconds since 1970, when it was sent.
    static final String SENT = "sent ";

    private Bodies() {}

    /// `invitee.created` of an event that `hostUri` hosts; `{id}` stands where the ids of event and
    /// invitee belong.
    static String template(String hostUri) {
        return made(hostUri, "");
    }

    /// The same, of whichever host a target names, with the time of sending as its name.
    static String timed() {
        return made(HOST, SENT + "{at}");
    }

    private static String made(String hostUri, String name) {
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
            if (!name.isEmpty()) {
                event.put("name", name);
            }
            ((ObjectNode) event.required("event_memberships").get(0)).put("user", hostUri);
            return Http.JSON.writeValueAsString(sample);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
