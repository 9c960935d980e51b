package io.advicly.calendly.destination.work;

import io.advicly.calendly.feed.EventType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which events a destination gets. Pure.
public final class WantedTypes {

    /// What only operators want is sent to those that ask for it by its type.
    private static final Set<EventType> OPERATORS =
            EnumSet.of(
                    EventType.SUBSCRIPTION_RETRYING,
                    EventType.SUBSCRIPTION_LOST,
                    EventType.SUBSCRIPTION_HEALED,
                    EventType.SUBSCRIPTION_ORPHANED,
                    EventType.DELIVERY_DEAD);

    private WantedTypes() {}

    public static Set<EventType> usual() {
        return EnumSet.complementOf(EnumSet.copyOf(OPERATORS));
    }

    /// @param stored null where nothing was asked for; a type that a newer version has stored is
    ///   left out
    static Set<EventType> of(String @Nullable [] stored) {
        if (stored == null) {
            return usual();
        }
        return Arrays.stream(stored)
                .flatMap(code -> EventType.find(code).stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(EventType.class)));
    }

    /// As they are stored.
    public static String[] codes(Set<EventType> types) {
        return types.stream().map(EventType::code).sorted().toArray(String[]::new);
    }
}
