package io.advicly.calendly.bench;

import io.advicly.calendly.testing.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// (e) the old backend's way: no token in the URL, so every active key is tried, and each delivery
/// is an insert and a commit of its own.
final class SeedSection {

    private static final List<Integer> COUNTS = List.of(1, 100, 1_000);

    private SeedSection() {}

    static void run(Ground ground, Options options, Report report) {
        List<List<Object>> rows = new ArrayList<>();
        Ballast ballast = new Ballast(ground.postgres());
        String body = Bodies.template("https://api.calendly.com/users/NOBODY");
        try (Service service =
                ground.start(
                        options.on(),
                        Map.of(
                                "calendly.webhook.tokenless", "true",
                                "calendly.webhook.tokenless-candidates", "1000",
                                "calendly.webhook.inbox.max-batch", "1",
                                "calendly.webhook.inbox.commits", "20"))) {
            Accepting accepting = new Accepting(ground, service, options.on());
            for (int count : COUNTS) {
                ballast.remove();
                Wrk.Load load =
                        new Wrk.Load(
                                Surroundings.service("").toString(),
                                withoutTokens(ballast.addAdopted(count)),
                                body,
                                options.connections(),
                                options.seconds(),
                                0);
                rows.add(accepting.measure(Ballast.named(count), load).row());
            }
            ballast.remove();
        }
        report.table(
                "seed",
                "The old way: every active key is tried, one insert for each delivery (%s)"
                        .formatted(options.on().name()),
                Accepting.HEAD,
                rows,
                "");
    }

    private static String withoutTokens(String targets) {
        return targets.replaceAll("(?m)^(/api/calendly/webhooks)/\\S+\t", "$1\t");
    }
}
