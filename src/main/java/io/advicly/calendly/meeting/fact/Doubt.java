package io.advicly.calendly.meeting.fact;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/// A cancellation that is told with a status that stands against it (ADR 24), as
/// [InviteeFacts#statusRaw] keeps it: with when it was told. What is told with it may be of long
/// before, as its status is, and has an age of its own. Pure.
final class Doubt {

    private static final char AFTER_THE_TIME = ' ';

    private Doubt() {}

    /// @param status what stands against the cancellation
    static String told(Instant at, String status) {
        return at.toString() + AFTER_THE_TIME + status;
    }

    /// When the cancellation was told; null where nobody is said to have canceled, or in rows from
    /// before.
    static @Nullable Instant toldAt(String statusRaw) {
        int end = statusRaw.indexOf(AFTER_THE_TIME);
        try {
            return end < 0 ? null : Instant.parse(statusRaw.substring(0, end));
        } catch (DateTimeParseException notATime) {
            return null;
        }
    }
}
