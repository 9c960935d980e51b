package io.advicly.calendly.meeting.detail;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// When and how something was said: what decides between two (ADR 24).
///
/// @param updatedAt when Calendly says that what it belongs to changed last
/// @param fetched whether Calendly was asked for it
/// @param toldAt when it was said, see `Told`
public record DetailAge(Instant updatedAt, boolean fetched, Instant toldAt)
        implements Comparable<DetailAge> {

    /// Older than anything that is said.
    public static final DetailAge NONE = new DetailAge(Instant.EPOCH, false, Instant.EPOCH);

    /// What is read is true of some time before. Clocks that go well differ by up to three minutes
    /// (`WireJson`); the rest is for Calendly's answers, which may lag behind its own deliveries:
    /// less, and a reading would undo what was delivered; more, and what was wrong would only be
    /// mended later.
    public static final Duration LAG = Duration.ofMinutes(10);

    private static final Comparator<DetailAge> ORDER =
            Comparator.comparing(DetailAge::knownAt)
                    .thenComparing(DetailAge::updatedAt)
                    .thenComparing(DetailAge::fetched)
                    .thenComparing(DetailAge::toldAt);

    private static final String FETCHED = "fetched";
    private static final String DELIVERED = "delivered";

    @Override
    public int compareTo(DetailAge other) {
        return ORDER.compare(this, other);
    }

    /// Of when it is known to be true: what was asked for is so at least of [#LAG] before, whatever
    /// it says itself.
    public Instant knownAt() {
        return fetched ? later(updatedAt, toldAt) : updatedAt;
    }

    /// @param saidAt something may have been said of any time until [#LAG] before it
    public static Instant later(Instant knownAt, Instant saidAt) {
        Instant before = saidAt.minus(LAG);
        return before.isAfter(knownAt) ? before : knownAt;
    }

    /// The same for what changes without `updatedAt`, of which the last to say it knows best,
    /// whether it was asked or not.
    DetailAge byTime() {
        return new DetailAge(later(updatedAt, toldAt), false, toldAt);
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
