package io.advicly.calendly.sandbox.state.offer;

import io.advicly.calendly.sandbox.record.AvailabilityRule;
import io.advicly.calendly.sandbox.record.AvailabilitySchedule;
import io.advicly.calendly.sandbox.record.BookingLink;
import io.advicly.calendly.sandbox.record.BusyTime;
import io.advicly.calendly.sandbox.record.CustomQuestion;
import io.advicly.calendly.sandbox.record.Interval;
import io.advicly.calendly.sandbox.state.people.User;
import io.advicly.calendly.sandbox.state.table.Index;
import io.advicly.calendly.sandbox.state.table.Table;
import io.advicly.calendly.sandbox.state.table.Tables;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** When people can be booked, and links that book them once. */
public final class Offers {
    private static final String USUAL = "-hours";
    private static final List<String> WEEK =
            List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday");
    private static final Set<String> WEEKEND = Set.of("sunday", "saturday");

    private final Table<AvailabilitySchedule> schedules;
    private final Table<BusyTime> busyTimes;
    private final Table<BookingLink> links;
    private final Table<CustomQuestion> questions;
    private final Index<AvailabilitySchedule> schedulesByUser;
    private final Index<BusyTime> busyByUser;

    public Offers(Tables tables) {
        schedules = tables.add("schedules", AvailabilitySchedule.class, AvailabilitySchedule::id);
        busyTimes = tables.add("busy_times", BusyTime.class, BusyTime::id);
        links = tables.add("booking_links", BookingLink.class, BookingLink::id);
        questions = tables.add("questions", CustomQuestion.class, CustomQuestion::name);
        schedulesByUser =
                schedules.indexBy(
                        schedule -> List.of(schedule.userId()),
                        Comparator.comparing(AvailabilitySchedule::name));
        busyByUser =
                busyTimes.indexBy(
                        time -> List.of(time.userId()), Comparator.comparing(BusyTime::start));
    }

    public Table<AvailabilitySchedule> schedules() {
        return schedules;
    }

    public Table<BusyTime> busyTimes() {
        return busyTimes;
    }

    public Table<BookingLink> links() {
        return links;
    }

    /** By name. What is not here is an optional text. */
    public Table<CustomQuestion> questions() {
        return questions;
    }

    public NavigableSet<BusyTime> busyElsewhere(String user) {
        return busyByUser.get(user);
    }

    /** The schedule that counts comes first. Everybody has it, also where no row says so. */
    public List<AvailabilitySchedule> schedulesOf(User user) {
        return Stream.concat(Stream.of(usual(user)), others(user)).toList();
    }

    public AvailabilitySchedule usual(User user) {
        AvailabilitySchedule chosen =
                schedulesByUser.get(user.id()).stream()
                        .filter(AvailabilitySchedule::usual)
                        .findFirst()
                        .orElse(null);
        return chosen == null ? nineToFive(user) : chosen;
    }

    /** Whose usual schedule has that id, when no row has it. */
    public static @Nullable String userOf(String schedule) {
        return schedule.endsWith(USUAL)
                ? schedule.substring(0, schedule.length() - USUAL.length())
                : null;
    }

    private Stream<AvailabilitySchedule> others(User user) {
        return schedulesByUser.get(user.id()).stream().filter(schedule -> !schedule.usual());
    }

    private static AvailabilitySchedule nineToFive(User user) {
        List<AvailabilityRule> rules = WEEK.stream().map(Offers::usualDay).toList();
        return new AvailabilitySchedule(
                user.id() + USUAL, user.id(), "Working hours", user.timezone(), true, rules);
    }

    private static AvailabilityRule usualDay(String wday) {
        List<Interval> day = List.of(new Interval("09:00", "17:00"));
        return new AvailabilityRule("wday", wday, null, WEEKEND.contains(wday) ? List.of() : day);
    }
}
