package io.advicly.calendly.bench;

import io.advicly.calendly.testing.Surroundings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// (d) what a delivery costs when there are 1, 1,000 and 100,000 subscriptions, deliveries spread
/// over all of them evenly.
final class SubscriptionsSection {

    private static final int SOME = 1_000;
    private static final int MANY = 100_000;
    private static final int ROUNDS = 3;

    private final Options options;
    private final Accepting accepting;
    private final Ballast ballast;

    private SubscriptionsSection(Options options, Accepting accepting, Ballast ballast) {
        this.options = options;
        this.accepting = accepting;
        this.ballast = ballast;
    }

    static void run(Ground ground, Options options, Report report) {
        Ballast ballast = new Ballast(ground.postgres());
        try (Service service = ground.start(options.on(), Map.of())) {
            Accepting accepting = new Accepting(ground, service, options.on());
            new SubscriptionsSection(options, accepting, ballast).measure(report);
        }
    }

    private void measure(Report report) {
        List<Round> rounds = new ArrayList<>();
        for (int n = 0; n < ROUNDS; n++) {
            rounds.add(round());
        }
        Accepting.Measured some = measured(SOME);
        rounds.sort(Comparator.comparingDouble(Round::ratio));
        Round median = rounds.get(ROUNDS / 2);
        ballast.remove();
        report.table(
                "subscriptions",
                "Cost of a delivery by number of subscriptions (%s)".formatted(options.on().name()),
                Accepting.HEAD,
                List.of(median.one.row(), some.row(), median.cold.row(), median.many.row()),
                verdict(rounds, median));
    }

    /// One right after the other, as a machine that is shared is not as fast now as it was a minute
    /// ago.
    private record Round(Accepting.Measured one, Accepting.Measured cold, Accepting.Measured many) {

        double ratio() {
            return many.cpuMicros() / one.cpuMicros();
        }
    }

    private Round round() {
        Accepting.Measured one = measured(1);
        ballast.remove();
        Wrk.Load load = load(ballast.add(MANY));
        String name = Ballast.named(MANY);
        Accepting.Measured cold =
                accepting.measureAsItIs(name + ", most met first", load.everywhere());
        meetAll(load, cold.outcome());
        return new Round(one, cold, accepting.measure(name, load));
    }

    private Accepting.Measured measured(int count) {
        ballast.remove();
        return accepting.measure(Ballast.named(count), load(ballast.add(count)));
    }

    private static String verdict(List<Round> rounds, Round median) {
        return String.format(
                Locale.ROOT,
                "Service CPU of a delivery at 100,000 / at one: %.2f, the median of %d rounds (%.2f to %.2f), which is the one in"
                        + " the table; %.2f while each delivery is the first of its subscription for this process, whose key"
                        + " has to be read and decrypted: once, and again within five minutes.",
                median.ratio(),
                ROUNDS,
                rounds.getFirst().ratio(),
                rounds.getLast().ratio(),
                median.cold.cpuMicros() / median.one.cpuMicros());
    }

    private Wrk.Load load(String targets) {
        return new Wrk.Load(
                Surroundings.service("").toString(),
                targets,
                Bodies.template("https://api.calendly.com/users/NOBODY"),
                options.connections(),
                options.seconds(),
                0);
    }

    /// Delivers to every subscription, so that the process has met them all.
    private static void meetAll(Wrk.Load load, Wrk.Outcome pace) {
        int seconds = (int) (1.5 * MANY / pace.acceptedPerSecond()) + 1;
        var _ = Wrk.run(load.everywhere().lasting(seconds));
    }
}
