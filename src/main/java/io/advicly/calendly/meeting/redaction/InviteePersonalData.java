package io.advicly.calendly.meeting.redaction;

import java.util.Set;

/// What of an event and a cancellation tells who the invitee is, for stored meetings and for bodies
/// alike.
public final class InviteePersonalData {

    /// What stays of a cancellation: who canceled and why is the invitee's.
    public static final Set<String> LEFT_OF_A_CANCELLATION = Set.of("canceler_type", "created_at");

    /// Kinds of locations that the invitee fills in: a telephone number, an address.
    private static final Set<String> LOCATIONS = Set.of("outbound_call", "ask_invitee");

    private InviteePersonalData() {}

    public static boolean isLocation(String kind) {
        return LOCATIONS.contains(kind);
    }
}
