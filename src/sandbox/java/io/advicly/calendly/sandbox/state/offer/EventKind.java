package io.advicly.calendly.sandbox.state.offer;

import org.jspecify.annotations.Nullable;

/** How an event type brings hosts and invitees together. */
public enum EventKind {
    ONE_TO_ONE("solo", null),
    GROUP("group", null),
    COLLECTIVE("solo", "collective"),
    ROUND_ROBIN("solo", "round_robin");

    private final String kind;
    private final @Nullable String pooling;

    EventKind(String kind, @Nullable String pooling) {
        this.kind = kind;
        this.pooling = pooling;
    }

    public String kind() {
        return kind;
    }

    public @Nullable String pooling() {
        return pooling;
    }
}
