package io.advicly.calendly.feed;

import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One entry of the feed.
///
/// @param position grows; a reader that has seen one has seen, or will never see, all smaller ones
/// @param createdAt when it became true
/// @param userId null for what concerns a whole tenant
/// @param connectionId null for what concerns no single one
/// @param subject what it is about; events of one subject are in the order in which they became
///   true
/// @param data JSON: the thing as it is now
public record Event(
        long position,
        EventType type,
        Instant createdAt,
        String tenantId,
        @Nullable String userId,
        @Nullable UUID connectionId,
        String subject,
        String data) {

    private static final String PREFIX = "evt_";
    private static final Pattern ID = Pattern.compile("evt_[0-9]{19}");

    /// As others know it. Sorts as text.
    public String id() {
        return id(position);
    }

    /// The id that the event at this position has; also a cursor: after it.
    public static String id(long position) {
        return String.format(Locale.ROOT, "%s%019d", PREFIX, position);
    }

    /// Empty when it is no id of ours.
    public static OptionalLong position(String id) {
        if (!ID.matcher(id).matches()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(id.substring(PREFIX.length())));
        } catch (NumberFormatException tooLarge) {
            return OptionalLong.empty();
        }
    }
}
