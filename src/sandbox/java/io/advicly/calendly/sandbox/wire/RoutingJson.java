package io.advicly.calendly.sandbox.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.record.FormQuestion;
import io.advicly.calendly.sandbox.record.FormSubmission;
import io.advicly.calendly.sandbox.record.RoutingForm;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.booking.SandboxInvitee;
import java.util.List;
import java.util.Map;

/** Routing forms and what was submitted (OAS). */
public final class RoutingJson {
    private final World world;
    private final Uris uris;

    public RoutingJson(World world, Uris uris) {
        this.world = world;
        this.uris = uris;
    }

    public ObjectNode render(RoutingForm form) {
        return Json.object()
                .put("uri", uris.uri("routing_forms", form.id()))
                .put("organization", uris.organization(form.organizationId()))
                .put("name", form.name())
                .put("status", "published")
                .put("created_at", Timestamps.of(form.createdAt()))
                .put("updated_at", Timestamps.of(form.createdAt()))
                .set("questions", Json.objects(form.questions(), RoutingJson::question));
    }

    /** Also the payload of {@code routing_form_submission.created}. */
    public ObjectNode render(FormSubmission submission) {
        RoutingForm form = world.office().forms().get(submission.formId());
        SandboxInvitee invitee = world.calendar().invitees().find(submission.inviteeId());
        ObjectNode json =
                Json.object()
                        .put("uri", uris.uri("routing_form_submissions", submission.id()))
                        .put("routing_form", uris.uri("routing_forms", form.id()));
        json.set("questions_and_answers", answers(form, submission));
        json.set("tracking", InviteeJson.tracking(Map.of()));
        json.putObject("result")
                .put("type", "event_type")
                .put("value", uris.uri("event_types", submission.eventTypeId()));
        return json.put("submitter", invitee == null ? null : uris.invitee(invitee))
                .put("submitter_type", invitee == null ? null : "Invitee")
                .put("created_at", Timestamps.of(submission.createdAt()))
                .put("updated_at", Timestamps.of(submission.createdAt()));
    }

    private static ObjectNode question(FormQuestion question) {
        ObjectNode json =
                Json.object()
                        .put("uuid", question.uuid())
                        .put("name", question.name())
                        .put("type", question.type())
                        .put("required", question.required());
        List<String> choices = question.choices();
        return choices == null
                ? json.putNull("answer_choices")
                : json.set("answer_choices", Json.strings(choices));
    }

    private static ArrayNode answers(RoutingForm form, FormSubmission submission) {
        return Json.objects(form.questions(), question -> answer(question, submission));
    }

    private static ObjectNode answer(FormQuestion question, FormSubmission submission) {
        return Json.object()
                .put("question_uuid", question.uuid())
                .put("question", question.name())
                .put("answer", submission.answers().get(question.uuid()));
    }
}
