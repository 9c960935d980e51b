package io.advicly.calendly.sandbox.state.subscription;

import java.util.Locale;

/** Where a delivery stands. */
public enum SandboxDeliveryState {
    /** Kept back by the switch {@code hold_deliveries}, until released. */
    HELD,
    /** Kept back by the switch {@code reorder_deliveries}, until later ones overtook it. */
    OVERTAKEN,
    /** Waiting for its first attempt. */
    WAITING,
    /** Waiting for another attempt. */
    RETRYING,
    /** On the wire. */
    SENDING,
    DELIVERED,
    /** Given up after 24 hours of Calendly's clock. */
    FAILED,
    /** Never sent to the end: its subscription was disabled or deleted. */
    DROPPED;

    public boolean open() {
        return switch (this) {
            case HELD, OVERTAKEN, WAITING, RETRYING, SENDING -> true;
            case DELIVERED, FAILED, DROPPED -> false;
        };
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
