package io.advicly.calendly.meeting;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/// An invitee as callers see it.
///
/// @param cancellation left out while active
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(Include.ALWAYS)
public record InviteeView(
        String uri,
        @Nullable String name,
        @Nullable String email,
        String status,
        boolean rescheduled,
        @Nullable String oldInvitee,
        @Nullable String newInvitee,
        boolean noShow,
        @JsonInclude(Include.NON_NULL) @Nullable JsonNode cancellation,
        @Nullable JsonNode questionsAndAnswers,
        @Nullable JsonNode tracking) {

    static InviteeView of(InviteeRow row) {
        return new InviteeView(
                row.calendlyInviteeUri,
                row.name,
                row.email,
                row.status,
                row.rescheduled,
                row.oldInvitee,
                row.newInvitee,
                row.noShow,
                Storable.parse(row.cancellation),
                Storable.parse(row.questionsAndAnswers),
                Storable.parse(row.tracking));
    }
}
