package io.advicly.calendly.calendly.http.page;

/// From which end the invitees of an event are read (docs/calendly-api.md 1.11).
public enum ReadingOrder {
    FIRST_TO_LAST("created_at:asc"),
    LAST_TO_FIRST("created_at:desc");

    private final String sort;

    ReadingOrder(String sort) {
        this.sort = sort;
    }

    /// As Calendly calls it.
    public String sort() {
        return sort;
    }
}
