package io.advicly.calendly.calendly.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/// Bodies of deliveries, with the fields of docs/calendly-api.md 1.9.
final class Deliveries {

    private static final String CREATED =
            """
            {
              "event": "invitee.created",
              "created_at": "2026-02-01T09:30:01.000000Z",
              "created_by": "https://api.calendly.com/users/SIMUSER000000001",
              "payload": {
                "uri": "https://api.calendly.com/scheduled_events/SIMEVT0001/invitees/SIMINV0001",
                "event": "https://api.calendly.com/scheduled_events/SIMEVT0001",
                "email": "guest@example.test",
                "name": "Grace Guest",
                "status": "active",
                "timezone": "America/New_York",
                "questions_and_answers": [
                  {"question": "What shall we discuss?", "answer": "Renewal", "position": 0}
                ],
                "tracking": {"utm_campaign": "spring", "utm_content": null},
                "rescheduled": false,
                "old_invitee": null,
                "new_invitee": null,
                "payment": {"amount": 49.5, "currency": "EUR"},
                "no_show": null,
                "created_at": "2026-02-01T09:30:00.120001Z",
                "updated_at": "2026-02-01T09:30:00.140002Z",
                "scheduled_event": {
                  "uri": "https://api.calendly.com/scheduled_events/SIMEVT0001",
                  "name": "30 Minute Intro",
                  "status": "active",
                  "start_time": "2026-02-04T13:00:00.000000Z",
                  "end_time": "2026-02-04T13:30:00.000000Z",
                  "location": {"type": "zoom", "status": "processing", "join_url": null},
                  "event_memberships": [
                    {"user": "https://api.calendly.com/users/SIMUSER000000001",
                     "user_email": "ada@example.test", "user_name": "Ada Host"}
                  ],
                  "updated_at": "2026-02-01T09:30:00.150000Z"
                }
              }
            }
            """;

    private Deliveries() {}

    static byte[] created() {
        return created(_ -> {});
    }

    /// @param change applied to the payload
    static byte[] created(Consumer<ObjectNode> change) {
        return delivery("invitee.created", change);
    }

    static byte[] canceled(Consumer<ObjectNode> change) {
        return delivery(
                "invitee.canceled",
                payload -> {
                    payload.put("status", "canceled");
                    payload.putObject("cancellation").put("canceler_type", "invitee");
                    change.accept(payload);
                });
    }

    static byte[] named(String event) {
        return delivery(event, _ -> {});
    }

    private static byte[] delivery(String event, Consumer<ObjectNode> change) {
        try {
            ObjectNode delivery = (ObjectNode) WireJson.MAPPER.readTree(CREATED);
            delivery.put("event", event);
            change.accept((ObjectNode) delivery.get("payload"));
            return delivery.toString().getBytes(UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
