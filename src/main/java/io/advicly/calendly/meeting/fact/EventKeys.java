package io.advicly.calendly.meeting.fact;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The events that a change concerns: its own, and those at the other end of a reschedule.
final class EventKeys {

    private static final String INVITEES = "/invitees/";

    private EventKeys() {}

    /// In the one order in which they are locked, so that no two changes wait for each other.
    static SortedSet<String> of(String eventUri, Collection<InviteeFacts> invitees) {
        SortedSet<String> keys = new TreeSet<>();
        keys.add(eventUri);
        for (InviteeFacts invitee : invitees) {
            addEventOf(invitee.oldInvitee(), keys);
            addEventOf(invitee.newInvitee(), keys);
        }
        return keys;
    }

    private static void addEventOf(@Nullable String inviteeUri, SortedSet<String> keys) {
        if (inviteeUri != null) {
            int end = inviteeUri.indexOf(INVITEES);
            keys.add(end < 0 ? inviteeUri : inviteeUri.substring(0, end));
        }
    }
}
