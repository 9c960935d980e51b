package io.advicly.calendly.meeting.detail;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// When and how a [Detail] was said: what decides between two (ADR 24).
///
/// @param updatedAt when Calendly says that what it belongs to changed last
/// @param fetched whether Calendly was asked for it
/// @param toldAt when it was said, see `Told`
public record DetailAge(Instant updatedAt, boolean fetched, Instant toldAt)
        implements Comparable<DetailAge> {

    /// Older than anything that is said.
    public static final DetailAge NONE = new DetailAge(Instant.EPOCH, false, Instant.EPOCH);

    private static final Comparator<DetailAge> ORDER =
            Comparator.comparing(DetailAge::updatedAt)
                    .thenComparing(DetailAge::fetched)
                    .thenComparing(DetailAge::toldAt);

    private static final String FETCHED = "fetched";
    private static final String DELIVERED = "delivered";

    @Override
    public int compareTo(DetailAge other) {
        return ORDER.compare(this, other);
    }

    /// The same for what changes without `updatedAt`, of which the last to say it knows best,
    /// whether it was asked or not.
    DetailAge byTime() {
        return new DetailAge(updatedAt, false, toldAt);
    }

    /// As it is stored.
    String encode() {
        return updatedAt + " " + (fetched ? FETCHED : DELIVERED) + " " + toldAt;
    }

    /// @param text of [#encode]; null for what was stored without
    static DetailAge decode(@Nullable String text) {
        if (text == null) {
            return NONE;
        }
        String[] parts = text.split(" ", -1);
        return new DetailAge(
                Instant.parse(parts[0]), parts[1].equals(FETCHED), Instant.parse(parts[2]));
    }
}
