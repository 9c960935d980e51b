package io.advicly.calendly.sandbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.booking.GivenAnswer;
import io.advicly.calendly.sandbox.state.booking.NoShow;
import io.advicly.calendly.sandbox.state.booking.Person;
import io.advicly.calendly.sandbox.state.booking.SandboxInvitee;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Invitees and no-shows (calendly-api.md 1.9, OAS 3941). */
public final class InviteeJson {
    private static final List<String> TRACKING =
            List.of(
                    "utm_campaign",
                    "utm_source",
                    "utm_medium",
                    "utm_content",
                    "utm_term",
                    "salesforce_uuid");

    private final World world;
    private final Uris uris;

    public InviteeJson(World world, Uris uris) {
        this.world = world;
        this.uris = uris;
    }

    public ObjectNode render(SandboxInvitee invitee) {
        ObjectNode json = Json.object();
        json.put("uri", uris.invitee(invitee)).put("event", uris.event(invitee.eventId()));
        addPerson(json, invitee.person());
        json.put("status", invitee.canceled() ? "canceled" : "active");
        json.set("questions_and_answers", answers(invitee));
        json.set("tracking", tracking(invitee.tracking()));
        json.put("rescheduled", invitee.rescheduled())
                .put("old_invitee", uri(invitee.oldInviteeId()))
                .put("new_invitee", uri(invitee.newInviteeId()))
                .put("cancel_url", uris.ownBase() + "/cancellations/" + invitee.id())
                .put("reschedule_url", uris.ownBase() + "/reschedulings/" + invitee.id())
                .putNull("routing_form_submission")
                .putNull("payment")
                .set("no_show", noShow(invitee.noShow()));
        json.putNull("reconfirmation")
                .putNull("scheduling_method")
                .putNull("invitee_scheduled_by")
                .put("created_at", Timestamps.of(invitee.createdAt()))
                .put("updated_at", Timestamps.of(invitee.updatedAt()));
        CancellationJson.addTo(json, invitee.cancellation());
        return world.calendar().extended(invitee.id(), json);
    }

    public ObjectNode noShowResource(SandboxInvitee invitee, NoShow mark) {
        return Json.object()
                .put("uri", uris.uri("invitee_no_shows", mark.id()))
                .put("invitee", uris.invitee(invitee))
                .put("created_at", Timestamps.of(mark.createdAt()));
    }

    /** What is before the first space, and what is after it. */
    static void addParts(ObjectNode json, String name) {
        int space = name.indexOf(' ');
        if (space > 0) {
            json.put("first_name", name.substring(0, space))
                    .put("last_name", name.substring(space + 1));
        } else {
            json.putNull("first_name").putNull("last_name");
        }
    }

    private static void addPerson(ObjectNode json, Person person) {
        json.put("email", person.email()).put("name", person.name());
        addParts(json, person.name());
        json.put("timezone", person.timezone())
                .put("text_reminder_number", person.textReminderNumber());
    }

    private static ArrayNode answers(SandboxInvitee invitee) {
        ArrayNode answers = Json.array();
        for (GivenAnswer answer : invitee.answers()) {
            answers.add(
                    Json.object()
                            .put("question", answer.question())
                            .put("answer", answer.answer())
                            .put("position", answers.size()));
        }
        return answers;
    }

    static ObjectNode tracking(Map<String, String> values) {
        ObjectNode tracking = Json.object();
        TRACKING.forEach(name -> tracking.put(name, values.get(name)));
        return tracking;
    }

    private @Nullable String uri(@Nullable String inviteeId) {
        SandboxInvitee invitee = world.calendar().invitees().find(inviteeId);
        return invitee == null ? null : uris.invitee(invitee);
    }

    private JsonNode noShow(@Nullable NoShow mark) {
        return mark == null
                ? NullNode.getInstance()
                : Json.object()
                        .put("uri", uris.uri("invitee_no_shows", mark.id()))
                        .put("created_at", Timestamps.of(mark.createdAt()));
    }
}
