package io.advicly.calendly.meeting.fact;

import java.util.List;
import java.util.stream.Stream;

/// One end of a reschedule that may not know of the other.
///
/// @param invitee to be told
/// @param other the other end
/// @param isNew whether `other` took the place of `invitee`, or `invitee` that of `other`
public record Link(String invitee, String other, boolean isNew) {

    /// To be told after this invitee has changed.
    public static List<Link> of(InviteeFacts changed) {
        return Stream.of(
                        Stream.ofNullable(changed.oldInvitee())
                                .map(old -> new Link(old, changed.uri(), true)),
                        Stream.ofNullable(changed.newInvitee())
                                .map(next -> new Link(next, changed.uri(), false)))
                .flatMap(links -> links)
                .toList();
    }
}
