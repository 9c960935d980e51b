package io.advicly.calendly.meeting.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.advicly.calendly.meeting.detail.ShownDetails;
import io.advicly.calendly.meeting.detail.Storable;
import io.advicly.calendly.meeting.fact.Status;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An invitee as callers see it (docs/meeting.md).
///
/// @param statusRaw what Calendly calls a state that is not known: it is shown as active
/// @param noShowAt when it was marked a no-show; null where it is none, or that is not known
/// @param cancellation left out while active
/// @param payment as Calendly gives it
/// @param routingFormSubmission a URI, or as Calendly gives it
/// @param reconfirmation with `created_at` and `confirmed_at`
/// @param inviteeScheduledBy a URI, or as Calendly gives it
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(Include.ALWAYS)
public record InviteeView(
        String uri,
        @Nullable String name,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String email,
        @Nullable String timezone,
        @Nullable String textReminderNumber,
        String status,
        @JsonInclude(Include.NON_NULL) @Nullable String statusRaw,
        boolean rescheduled,
        @Nullable String oldInvitee,
        @Nullable String newInvitee,
        @Nullable String cancelUrl,
        @Nullable String rescheduleUrl,
        boolean noShow,
        @Nullable Instant noShowAt,
        @JsonInclude(Include.NON_NULL) @Nullable JsonNode cancellation,
        @Nullable JsonNode payment,
        @Nullable JsonNode routingFormSubmission,
        @Nullable JsonNode reconfirmation,
        @Nullable String schedulingMethod,
        @Nullable JsonNode inviteeScheduledBy,
        @Nullable JsonNode questionsAndAnswers,
        @Nullable JsonNode tracking,
        Instant createdAt) {

    public static InviteeView of(InviteeRow row) {
        ShownDetails details = ShownDetails.of(row.details);
        return new InviteeView(
                row.calendlyInviteeUri,
                row.name,
                details.text("first_name"),
                details.text("last_name"),
                row.email,
                row.timezone,
                details.text("text_reminder_number"),
                row.status,
                Status.raw(row.status, row.statusRaw),
                row.rescheduled,
                row.oldInvitee,
                row.newInvitee,
                details.text("cancel_url"),
                details.text("reschedule_url"),
                row.noShow,
                row.noShow ? row.noShowSince : null,
                Storable.parse(row.cancellation),
                details.value("payment"),
                details.value("routing_form_submission"),
                details.value("reconfirmation"),
                details.text("scheduling_method"),
                details.value("invitee_scheduled_by"),
                Storable.parse(row.questionsAndAnswers),
                Storable.parse(row.tracking),
                row.createdAt);
    }

    /// @param array of `FeedReads`; null for none
    public static InviteePage first(@Nullable JsonNode array) {
        return InviteePage.of(
                array == null ? List.of() : array.valueStream().toList(),
                InviteePage.FIRST,
                InviteeView::of,
                InviteeView::place);
    }

    private static InviteePlace place(JsonNode invitee) {
        return new InviteePlace(createdAt(invitee), invitee.required("uri").asText());
    }

    private static InviteeView of(JsonNode invitee) {
        ShownDetails details = ShownDetails.of(present(invitee, "details"));
        boolean noShow = invitee.required("no_show").asBoolean();
        return new InviteeView(
                invitee.required("uri").asText(),
                text(invitee, "name"),
                details.text("first_name"),
                details.text("last_name"),
                text(invitee, "email"),
                text(invitee, "timezone"),
                details.text("text_reminder_number"),
                invitee.required("status").asText(),
                Status.raw(invitee.required("status").asText(), text(invitee, "status_raw")),
                invitee.required("rescheduled").asBoolean(),
                text(invitee, "old_invitee"),
                text(invitee, "new_invitee"),
                details.text("cancel_url"),
                details.text("reschedule_url"),
                noShow,
                noShow ? time(text(invitee, "no_show_since")) : null,
                present(invitee, "cancellation"),
                details.value("payment"),
                details.value("routing_form_submission"),
                details.value("reconfirmation"),
                details.text("scheduling_method"),
                details.value("invitee_scheduled_by"),
                present(invitee, "questions_and_answers"),
                present(invitee, "tracking"),
                createdAt(invitee));
    }

    private static Instant createdAt(JsonNode invitee) {
        return OffsetDateTime.parse(invitee.required("created_at").asText()).toInstant();
    }

    private static @Nullable Instant time(@Nullable String text) {
        return text == null ? null : OffsetDateTime.parse(text).toInstant();
    }

    private static @Nullable String text(JsonNode invitee, String field) {
        JsonNode found = present(invitee, field);
        return found == null ? null : found.asText();
    }

    private static @Nullable JsonNode present(JsonNode invitee, String field) {
        JsonNode found = invitee.required(field);
        return found.isNull() ? null : found;
    }
}
