package io.advicly.calendly.meeting;

/// Calendly's words for the state of meetings and invitees.
final class Status {

    static final String ACTIVE = "active";
    static final String CANCELED = "canceled";

    private Status() {}

    static String of(boolean active) {
        return active ? ACTIVE : CANCELED;
    }

    static boolean isActive(String status) {
        return status.equals(ACTIVE);
    }
}
