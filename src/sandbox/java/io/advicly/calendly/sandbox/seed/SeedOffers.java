package io.advicly.calendly.sandbox.seed;

import io.advicly.calendly.sandbox.record.AvailabilityRule;
import io.advicly.calendly.sandbox.record.AvailabilitySchedule;
import io.advicly.calendly.sandbox.record.BusyTime;
import io.advicly.calendly.sandbox.record.CustomQuestion;
import io.advicly.calendly.sandbox.record.Interval;
import io.advicly.calendly.sandbox.state.offer.Offers;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Other working hours than the usual ones, an appointment elsewhere, questions of every kind. */
final class SeedOffers {
    /** What {@code ada-choices} asks. */
    static final List<String> QUESTIONS =
            List.of(
                    "Company",
                    "What shall we discuss?",
                    "Mobile number",
                    "Size of the team",
                    "Interests");

    private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    private final Offers offers;
    private final Instant now;

    SeedOffers(Offers offers, Instant now) {
        this.offers = offers;
        this.now = now;
    }

    void plant() {
        List<Interval> evening = List.of(new Interval("18:00", "20:00"));
        offers.schedules()
                .put(
                        new AvailabilitySchedule(
                                "ada-evenings",
                                "ada",
                                "Evenings",
                                "Europe/Paris",
                                false,
                                List.of(
                                        new AvailabilityRule("wday", "tuesday", null, evening),
                                        new AvailabilityRule(
                                                "date", null, "2028-12-31", List.of()))));
        Instant start = weekday();
        offers.busyTimes()
                .put(new BusyTime("mia-dentist", "mia", start, start.plus(Duration.ofHours(1))));
        questions();
    }

    private void questions() {
        ask(new CustomQuestion("Company", "string", true, List.of(), false));
        ask(new CustomQuestion("Mobile number", "phone_number", false, List.of(), false));
        ask(
                new CustomQuestion(
                        "Size of the team",
                        "single_select",
                        false,
                        List.of("1", "2-10", "11+"),
                        true));
        ask(
                new CustomQuestion(
                        "Interests", "multi_select", false, List.of("Sales", "Support"), false));
    }

    private void ask(CustomQuestion question) {
        offers.questions().put(question);
    }

    /** Ten or eleven o'clock where Mia works, on a day on which she does. */
    private Instant weekday() {
        Instant at =
                now.truncatedTo(ChronoUnit.DAYS)
                        .plus(Duration.ofDays(2))
                        .plus(Duration.ofHours(15));
        while (WEEKEND.contains(at.atOffset(ZoneOffset.UTC).getDayOfWeek())) {
            at = at.plus(Duration.ofDays(1));
        }
        return at;
    }
}
