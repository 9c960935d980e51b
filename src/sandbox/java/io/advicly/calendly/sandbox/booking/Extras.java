package io.advicly.calendly.sandbox.booking;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.http.Json;
import java.util.List;

/** What else is to be shown of a booking, by Calendly's names (calendly-api.md 1.9). */
public record Extras(ObjectNode ofInvitee, ObjectNode ofEvent) {
    public static final List<String> OF_INVITEE =
            List.of(
                    "payment",
                    "routing_form_submission",
                    "reconfirmation",
                    "scheduling_method",
                    "invitee_scheduled_by");

    public static final List<String> OF_EVENT =
            List.of("meeting_notes_plain", "meeting_notes_html");

    static Extras none() {
        return new Extras(Json.object(), Json.object());
    }
}
