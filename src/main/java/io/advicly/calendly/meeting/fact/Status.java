package io.advicly.calendly.meeting.fact;

import org.jspecify.annotations.Nullable;

/// Calendly's words for the state of meetings and invitees.
public final class Status {

    public static final String ACTIVE = "active";
    public static final String CANCELED = "canceled";

    private Status() {}

    public static String of(boolean active) {
        return active ? ACTIVE : CANCELED;
    }

    /// What Calendly calls it, for what is not canceled.
    public static @Nullable String raw(String status, @Nullable String raw) {
        return isActive(status) ? raw : null;
    }

    public static boolean isActive(String status) {
        return status.equals(ACTIVE);
    }
}
