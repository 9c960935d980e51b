package io.advicly.calendly.sandbox.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When somebody can be booked on a day of the week ({@code wday}) or on one date, which wins over
 * its day of the week. No interval: not at all.
 */
public record AvailabilityRule(
        String type, @Nullable String wday, @Nullable String date, List<Interval> intervals) {}
