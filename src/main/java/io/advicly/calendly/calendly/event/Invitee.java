package io.advicly.calendly.calendly.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An invitee of a scheduled event. A reschedule links two invitees of two events.
///
/// @param noShowAt since when it is a no-show or, as far as that is said, none; null if it is not
///   said
/// @param cancellation as Calendly gives it; null while active
/// @param questionsAndAnswers a JSON array as Calendly gives it
/// @param statusRaw a status that is not known, as it came; null for one that is. Of one that is
///   not active: what stands against that, which is not final then
/// @param tracking the `utm_…` fields as Calendly gives them
/// @param details what else is said, by Calendly's names (`InviteeWire`): a missing one is not
///   said, null is said to be nothing
public record Invitee(
        String uri,
        String eventUri,
        @Nullable String email,
        @Nullable String name,
        @Nullable String timezone,
        boolean active,
        boolean rescheduled,
        @Nullable String oldInviteeUri,
        @Nullable String newInviteeUri,
        boolean noShow,
        @Nullable Instant noShowAt,
        @Nullable JsonNode cancellation,
        @Nullable JsonNode questionsAndAnswers,
        @Nullable JsonNode tracking,
        Instant createdAt,
        Instant updatedAt,
        @Nullable String statusRaw,
        Map<String, JsonNode> details) {

    /// One that does not say since when it is a no-show, and whose status is known.
    public Invitee(
            String uri,
            String eventUri,
            @Nullable String email,
            @Nullable String name,
            @Nullable String timezone,
            boolean active,
            boolean rescheduled,
            @Nullable String oldInviteeUri,
            @Nullable String newInviteeUri,
            boolean noShow,
            @Nullable JsonNode cancellation,
            @Nullable JsonNode questionsAndAnswers,
            @Nullable JsonNode tracking,
            Instant createdAt,
            Instant updatedAt) {
        this(
                uri,
                eventUri,
                email,
                name,
                timezone,
                active,
                rescheduled,
                oldInviteeUri,
                newInviteeUri,
                noShow,
                null,
                cancellation,
                questionsAndAnswers,
                tracking,
                createdAt,
                updatedAt,
                null);
    }

    /// One of which nothing else is said.
    public Invitee(
            String uri,
            String eventUri,
            @Nullable String email,
            @Nullable String name,
            @Nullable String timezone,
            boolean active,
            boolean rescheduled,
            @Nullable String oldInviteeUri,
            @Nullable String newInviteeUri,
            boolean noShow,
            @Nullable Instant noShowAt,
            @Nullable JsonNode cancellation,
            @Nullable JsonNode questionsAndAnswers,
            @Nullable JsonNode tracking,
            Instant createdAt,
            Instant updatedAt,
            @Nullable String statusRaw) {
        this(
                uri,
                eventUri,
                email,
                name,
                timezone,
                active,
                rescheduled,
                oldInviteeUri,
                newInviteeUri,
                noShow,
                noShowAt,
                cancellation,
                questionsAndAnswers,
                tracking,
                createdAt,
                updatedAt,
                statusRaw,
                Map.of());
    }
}
