package io.advicly.calendly.history;

import io.advicly.calendly.testing.Crowd;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// Random histories, until the time is over or there were enough, the same ones each time unless
/// they are to begin with another seed: `-Dhistory.from=…`. What fails is replayed alone and
/// shrunk: `-Dhistory.seed=…`. How to run it for hours: docs/testing.md.
class HistoryIT {

    private static final Duration TIME = Duration.parse(System.getProperty("history.time", "PT1M"));
    private static final int COUNT = Integer.getInteger("history.count", 4);
    private static final int AT_LEAST = Integer.getInteger("history.at-least", 1);
    private static final int LANES = Integer.getInteger("history.lanes", 1);
    private static final boolean GO_ON = Boolean.getBoolean("history.go-on");
    private static final int REPLAYS = Integer.getInteger("history.replays", 25);

    /// An outcome depends on chance too, so that one replay without a failure proves nothing.
    private static final int TRIES = 3;

    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicLong next = new AtomicLong(Long.getLong("history.from", 1));
    private final Instant end = Instant.now().plus(TIME);

    @Test
    void everyHistoryEndsWell() {
        Long seed = Long.getLong("history.seed");
        if (seed != null) {
            replay(HistoryGenerator.of(seed));
        } else {
            List<Callable<Integer>> lanes = new ArrayList<>();
            for (int lane = 0; lane < LANES; lane++) {
                lanes.add(this::lane);
            }
            int played = Crowd.all(LANES, lanes).stream().mapToInt(Integer::intValue).sum();
            say("%d histories, %d failed".formatted(played, failures.size()));
            if (played < AT_LEAST && failures.isEmpty()) {
                failures.add("only %d histories of %d were played".formatted(played, AT_LEAST));
            }
        }
        if (!failures.isEmpty()) {
            throw new AssertionError(String.join("\n\n", failures));
        }
    }

    /// One history after the other, with new processes after one that failed.
    private int lane() {
        int played = 0;
        Site site = Site.open();
        try {
            while (goesOn()) {
                History history = HistoryGenerator.of(next.getAndIncrement());
                played++;
                List<String> violations = play(site, history);
                if (!violations.isEmpty()) {
                    site.close();
                    failures.add(GO_ON ? told(history, violations) : shrunk(history, violations));
                    site = Site.open();
                }
            }
        } finally {
            site.close();
        }
        return played;
    }

    private boolean goesOn() {
        boolean enough = begun.getAndIncrement() >= COUNT;
        return !enough && Instant.now().isBefore(end) && (GO_ON || failures.isEmpty());
    }

    private void replay(History history) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            List<String> violations = playAlone(history);
            if (!violations.isEmpty()) {
                failures.add(shrunk(history, violations));
                return;
            }
        }
    }

    private static String shrunk(History history, List<String> first) {
        List<List<String>> latest = new ArrayList<>(List.of(first));
        List<Step> steps =
                new Shrinker(
                                candidate -> {
                                    List<String> violations = failing(history.with(candidate));
                                    if (!violations.isEmpty()) {
                                        latest.add(violations);
                                    }
                                    return !violations.isEmpty();
                                },
                                REPLAYS)
                        .shrink(history.steps());
        return told(history.with(steps), latest.getLast());
    }

    private static List<String> failing(History history) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            List<String> violations = playAlone(history);
            if (!violations.isEmpty()) {
                return violations;
            }
        }
        return List.of();
    }

    private static List<String> playAlone(History history) {
        try (Site site = Site.open()) {
            return play(site, history);
        }
    }

    private static List<String> play(Site site, History history) {
        HistoryRun run = HistoryRun.of(site, history);
        say(
                "history seed=%d steps=%d %s"
                        .formatted(history.seed(), history.steps().size(), run.outcome()));
        run.calls().forEach(HistoryIT::say);
        return run.violations();
    }

    private static String told(History history, List<String> violations) {
        String failure =
                "history seed=%d failed\n%s\n  => %s"
                        .formatted(
                                history.seed(), history.told(), String.join("\n  => ", violations));
        say(failure);
        return failure;
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
