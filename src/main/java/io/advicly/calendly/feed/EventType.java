package io.advicly.calendly.feed;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What may have happened.
public enum EventType {
    MEETING_BOOKED("meeting.booked"),
    MEETING_UPDATED("meeting.updated"),
    MEETING_CANCELED("meeting.canceled"),
    MEETING_ERASED("meeting.erased"),
    CONNECTION_CONNECTED("connection.connected"),
    CONNECTION_NEEDS_RECONNECT("connection.needs_reconnect"),
    CONNECTION_RECOVERED("connection.recovered"),
    CONNECTION_DEGRADED("connection.degraded"),
    CONNECTION_DISCONNECTED("connection.disconnected"),
    SYNC_COMPLETED("sync.completed"),
    SYNC_FAILED("sync.failed"),
    SUBSCRIPTION_RETRYING("subscription.retrying"),
    SUBSCRIPTION_LOST("subscription.lost"),
    SUBSCRIPTION_HEALED("subscription.healed"),
    SUBSCRIPTION_ORPHANED("subscription.orphaned"),
    DELIVERY_DEAD("delivery.dead");

    private static final Map<String, EventType> BY_CODE =
            Arrays.stream(values())
                    .collect(toUnmodifiableMap(EventType::code, Function.identity()));

    private final String code;

    EventType(String code) {
        this.code = code;
    }

    /// As it is stored, and told.
    public String code() {
        return code;
    }

    /// Empty for a type that there is not.
    public static Optional<EventType> find(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    public static EventType stored(String code) {
        return find(code).orElseThrow(() -> new IllegalStateException("event type " + code));
    }
}
