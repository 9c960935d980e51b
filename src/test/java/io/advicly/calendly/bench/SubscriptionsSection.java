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
        double cold = 0;
        Ballast ballast = new Ballast(ground.postgres());
        try (Service service = ground.start(Launch.best(), Map.of())) {
            Accepting accepting = new Accepting(ground, service);
            for (int count : COUNTS) {
                ballast.remove();
                Wrk.Load load = load(ballast.add(count), options);
                String what = Ballast.named(count);
                if (count == COUNTS.getLast()) {
                    Accepting.Measured first =
                            accepting.measureAsItIs(what + ", most met first", load.everywhere());
                    rows.add(first.row());
                    cold = first.cpuMicros();
                    meetAll(load, count, first.outcome());
                }
                Accepting.Measured measured = accepting.measure(what, load);
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
                        "Service CPU of a delivery at 100,000 / at one: %.2f; %.2f while each delivery is the first of its"
                                + " subscription for this process, whose key has to be read and decrypted: once, and again"
                                + " five minutes later.",
                        costs.getLast() / costs.getFirst(),
                        cold / costs.getFirst()));
    }

    private static Wrk.Load load(String targets, Options options) {
        return new Wrk.Load(
                Surroundings.service("").toString(),
                targets,
                Bodies.template("https://api.calendly.com/users/NOBODY"),
                options.connections(),
                options.seconds(),
                0);
    }

    /// Delivers to every subscription, so that the process has met them all.
    private static void meetAll(Wrk.Load load, int count, Wrk.Outcome pace) {
        int seconds = (int) (1.5 * count / pace.acceptedPerSecond()) + 1;
        var _ = Wrk.run(load.everywhere().lasting(seconds));
    }
}
