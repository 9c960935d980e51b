package io.advicly.calendly.meeting.projection;

import io.advicly.calendly.meeting.fact.InviteeFacts;
import io.advicly.calendly.meeting.fact.StoredInvitee;
import io.advicly.calendly.meeting.fact.StoredMeeting;
import io.advicly.calendly.meeting.redaction.ErasureRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is stored about an event and the invitees that something is said about.
///
/// @param meetings at most one per connection
/// @param invitees of these meetings
/// @param counterparts invitees anywhere whose link names one of the invitees
/// @param erased which addresses must not be stored again
public record StoredState(
        List<StoredMeeting> meetings,
        List<StoredInvitee> invitees,
        List<InviteeFacts> counterparts,
        ErasureRules erased) {

    Map<UUID, StoredMeeting> byConnection() {
        return meetings.stream()
                .collect(Collectors.toMap(StoredMeeting::connectionId, Function.identity()));
    }

    Optional<InviteeFacts> invitee(UUID meetingId, String uri) {
        return invitees.stream()
                .filter(stored -> stored.meetingId().equals(meetingId))
                .map(StoredInvitee::facts)
                .filter(facts -> facts.uri().equals(uri))
                .findFirst();
    }

    /// The invitee that says it was rescheduled to `uri`.
    @Nullable String predecessorOf(String uri) {
        return counterparts.stream()
                .filter(other -> uri.equals(other.newInvitee()))
                .map(InviteeFacts::uri)
                .max(String::compareTo)
                .orElse(null);
    }

    /// The invitee that says it was rescheduled from `uri`.
    @Nullable String successorOf(String uri) {
        return counterparts.stream()
                .filter(other -> uri.equals(other.oldInvitee()))
                .map(InviteeFacts::uri)
                .max(String::compareTo)
                .orElse(null);
    }
}
