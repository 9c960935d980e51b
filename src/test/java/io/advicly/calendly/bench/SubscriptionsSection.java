package io.advicly.calendly.bench;

import io.advicly.calendly.testing.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// (d) what a delivery costs when there are 1, 1,000 and 100,000 subscriptions, deliveries spread
/// over all of them evenly.
final class SubscriptionsSection {

    private static final List<Integer> COUNTS = List.of(1, 1_000, 100_000);

    private SubscriptionsSection() {}

    static void run(Ground ground, Options options, Report report) {
        List<List<Object>> rows = new ArrayList<>();
        List<Double> costs = new ArrayList<>();
        Ballast ballast = new Ballast(ground.postgres());
        String body = Bodies.template("https://api.calendly.com/users/NOBODY");
        try (Service service = ground.start(Launch.best(), Map.of())) {
            Accepting accepting = new Accepting(ground, service);
            for (int count : COUNTS) {
                ballast.remove();
                Wrk.Load load =
                        new Wrk.Load(
                                Surroundings.service("").toString(),
                                ballast.add(count),
                                body,
                                options.connections(),
                                options.seconds(),
                                0);
                Accepting.Measured measured =
                        accepting.measure("%,d subscriptions".formatted(count), load);
                rows.add(measured.row());
                costs.add(measured.cpuMicros());
            }
            ballast.remove();
        }
        report.table(
                "subscriptions",
                "Cost of a delivery by number of subscriptions (%s)"
                        .formatted(Launch.best().name()),
                Accepting.HEAD,
                rows,
                String.format(
                        Locale.ROOT,
                        "Service CPU of a delivery at 100,000 / at one: %.2f.",
                        costs.getLast() / costs.getFirst()));
    }
}
