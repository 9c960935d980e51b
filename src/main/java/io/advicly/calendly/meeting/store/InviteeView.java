package io.advicly.calendly.meeting.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.advicly.calendly.meeting.fact.Status;
import io.advicly.calendly.meeting.fact.Storable;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An invitee as callers see it.
///
/// @param statusRaw what Calendly calls a state that is not known: it is shown as active
/// @param cancellation left out while active
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(Include.ALWAYS)
public record InviteeView(
        String uri,
        @Nullable String name,
        @Nullable String email,
        String status,
        @JsonInclude(Include.NON_NULL) @Nullable String statusRaw,
        boolean rescheduled,
        @Nullable String oldInvitee,
        @Nullable String newInvitee,
        boolean noShow,
        @JsonInclude(Include.NON_NULL) @Nullable JsonNode cancellation,
        @Nullable JsonNode questionsAndAnswers,
        @Nullable JsonNode tracking) {

    public static InviteeView of(InviteeRow row) {
        return new InviteeView(
                row.calendlyInviteeUri,
                row.name,
                row.email,
                row.status,
                Status.raw(row.status, row.statusRaw),
                row.rescheduled,
                row.oldInvitee,
                row.newInvitee,
                row.noShow,
                Storable.parse(row.cancellation),
                Storable.parse(row.questionsAndAnswers),
                Storable.parse(row.tracking));
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
        return new InviteePlace(
                OffsetDateTime.parse(invitee.required("created_at").asText()).toInstant(),
                invitee.required("uri").asText());
    }

    private static InviteeView of(JsonNode invitee) {
        return new InviteeView(
                invitee.required("uri").asText(),
                text(invitee, "name"),
                text(invitee, "email"),
                invitee.required("status").asText(),
                Status.raw(invitee.required("status").asText(), text(invitee, "status_raw")),
                invitee.required("rescheduled").asBoolean(),
                text(invitee, "old_invitee"),
                text(invitee, "new_invitee"),
                invitee.required("no_show").asBoolean(),
                present(invitee, "cancellation"),
                present(invitee, "questions_and_answers"),
                present(invitee, "tracking"));
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
