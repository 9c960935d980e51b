package io.advicly.calendly.sandbox.offer;

import io.advicly.calendly.sandbox.record.AvailabilityRule;
import io.advicly.calendly.sandbox.record.AvailabilitySchedule;
import io.advicly.calendly.sandbox.record.Interval;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether somebody is at work. */
final class WorkingHours {
    private final ZoneId zone;
    private final List<AvailabilityRule> rules;

    WorkingHours(AvailabilitySchedule schedule) {
        zone = ZoneId.of(schedule.timezone());
        rules = schedule.rules();
    }

    /** All of the time, within one day of theirs. */
    boolean cover(Instant start, Instant end) {
        ZonedDateTime from = start.atZone(zone);
        ZonedDateTime to = end.atZone(zone);
        return from.toLocalDate().equals(to.toLocalDate())
                && on(from.toLocalDate()).stream()
                        .anyMatch(interval ->
                                contains(interval, from.toLocalTime(), to.toLocalTime()));
    }

    /** A rule for the date wins over the one for its day of the week. */
    private List<Interval> on(LocalDate date) {
        String wday = date.getDayOfWeek().name().toLowerCase(Locale.ROOT);
        Optional<AvailabilityRule> ofDate =
                rules.stream().filter(rule -> date.toString().equals(rule.date())).findFirst();
        return ofDate.or(() -> rules.stream().filter(rule -> wday.equals(rule.wday())).findFirst())
                .map(AvailabilityRule::intervals)
                .orElse(List.of());
    }

    private static boolean contains(Interval interval, LocalTime from, LocalTime to) {
        return !from.isBefore(LocalTime.parse(interval.from()))
                && !to.isAfter(LocalTime.parse(interval.to()));
    }
}
