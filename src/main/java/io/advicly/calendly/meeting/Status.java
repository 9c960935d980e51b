package io.advicly.calendly.meeting;

import org.jspecify.annotations.Nullable;

/// Calendly's words for the state of meetings and invitees.
final class Status {

    static final String ACTIVE = "active";
    static final String CANCELED = "canceled";

    private Status() {}

    static String of(boolean active) {
        return active ? ACTIVE : CANCELED;
    }

    /// What Calendly calls it, for what is not canceled.
    static @Nullable String raw(String status, @Nullable String raw) {
        return isActive(status) ? raw : null;
    }

    static boolean isActive(String status) {
        return status.equals(ACTIVE);
    }
}
