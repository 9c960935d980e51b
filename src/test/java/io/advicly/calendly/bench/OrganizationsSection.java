package io.advicly.calendly.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// (h) what the controller of an organization's subscriptions costs: a hand-over by the number of
/// those who stay, and how many organizations one replica checks in a second.
final class OrganizationsSection {

    private static final String LANES = "calendly.sweep.lanes";

    private OrganizationsSection() {}

    static void run(Ground ground, Options options, Report report) {
        handOvers(ground, options, report);
        checks(ground, options, report);
    }

    private static void handOvers(Ground ground, Options options, Report report) {
        List<HandOver.Cost> costs = new ArrayList<>();
        try (Service service = ground.start(options.on(), Map.of())) {
            HandOver handOver = new HandOver(ground.postgres());
            handOver.toAnotherAdmin("warmup", 25);
            for (int staying : List.of(1, 25, 500)) {
                costs.add(handOver.toAnotherAdmin("stay" + staying, staying));
            }
            costs.add(handOver.toEachMember("alone25", 25));
            handOver.forgetWrites();
        }
        report.table(
                "handovers",
                "The carrier of an organization's subscription leaves (%s)"
                        .formatted(options.on().name()),
                HandOver.HEAD,
                costs.stream().map(HandOver.Cost::row).toList(),
                String.format(
                        Locale.ROOT,
                        "Calls with 500 who stay / with one: %.2f; row versions: %.2f. Where no other admin is connected each"
                                + " member gets a subscription of their own: that is one create each, which the user who leaves"
                                + " does not wait for.",
                        (double) costs.get(2).calls() / costs.get(0).calls(),
                        (double) costs.get(2).versions() / costs.get(0).versions()));
    }

    private static void checks(Ground ground, Options options, Report report) {
        List<List<Object>> rows = new ArrayList<>();
        double asShipped = 0;
        try (Service service = ground.start(options.on(), Map.of())) {
            Checks checks = new Checks(ground, service);
            checks.plant();
            checks.warmUp(options.on());
            Checks.Pace pace = checks.measure("as shipped");
            asShipped = pace.perSecond();
            rows.add(pace.row());
        }
        for (int lanes : List.of(8, 32, 48)) {
            try (Service service =
                    ground.start(options.on(), Map.of(LANES, String.valueOf(lanes)))) {
                Checks checks = new Checks(ground, service);
                checks.warmUp(options.on());
                rows.add(checks.measure(lanes + " lanes").row());
            }
        }
        report.table(
                "checks",
                "%,d organizations due at once, Calendly answers after %d ms (%s)"
                        .formatted(Checks.ORGANIZATIONS, Checks.DELAY_MILLIS, options.on().name()),
                Checks.HEAD,
                rows,
                String.format(
                        Locale.ROOT,
                        "One replica checks %.0f organizations an hour as shipped. At one check an hour of 100,000 organizations"
                                + " 28 a second are due: %.1f times that.",
                        asShipped * 3_600,
                        asShipped * 3_600 / 100_000));
    }
}
