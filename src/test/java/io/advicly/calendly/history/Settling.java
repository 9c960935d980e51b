package io.advicly.calendly.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/// The end of a history: faults end, everything is up again, and the sweep has a bounded number of
/// rounds. Then the invariants hold, also after another booking for everybody, after those who have
/// to consent again have done so, and after everybody has left.
final class Settling {

    private static final int ROUNDS = 6;
    private static final Duration FIRST_ROUND = Duration.ofSeconds(3);
    private static final Duration ROUND = Duration.ofSeconds(5);

    /// What the last round has begun ends, however slow the machine is.
    private static final Duration LAST_ROUND = Duration.ofMinutes(1);

    private final World world;
    private final Performer performer;
    private final Errands errands;
    private final List<Duration> times = new ArrayList<>();
    private final Map<Integer, Instant> reconnected = new HashMap<>();

    Settling(World world) {
        this.world = world;
        performer = new Performer(world);
        errands = new Errands(world);
    }

    /// How long each part took.
    List<Duration> times() {
        return times;
    }

    /// What does not hold in the end; nothing if all is well.
    List<String> violations() {
        performer.endFaults();
        world.site().awaitDatabase();
        if (world.site().replicas().likeShipped()) {
            world.ledger().killed(world.now());
        }
        world.site().replicas().startWhatIsAway();
        if (!world.ledger().strange().isEmpty()) {
            return world.ledger().strange();
        }
        IntPredicate eager = world.history()::isEager;
        List<String> violations = converge("after the history", eager);
        if (violations.isEmpty()) {
            probe();
            violations = converge("after another booking for everybody", eager);
        }
        if (violations.isEmpty()) {
            violations = converge("after everybody has consented again", user -> true);
        }
        if (violations.isEmpty()) {
            probe();
            violations = converge("after a last booking for everybody", user -> true);
        }
        if (violations.isEmpty()) {
            performer.everybodyLeaves();
            violations = converge("after everybody has left", user -> false);
        }
        return violations;
    }

    private List<String> converge(String when, IntPredicate consents) {
        Instant begun = world.now();
        try {
            return converge(begun, when, consents);
        } finally {
            times.add(Duration.between(begun, world.now()));
        }
    }

    private List<String> converge(Instant begun, String when, IntPredicate consents) {
        int rounds = 0;
        while (true) {
            List<String> violations = look(consents);
            if (violations.isEmpty() || !world.ledger().strange().isEmpty()) {
                return world.ledger().strange();
            }
            Duration passed = Duration.between(begun, world.now());
            if (passed.compareTo(end(rounds)) > 0) {
                if (rounds == ROUNDS) {
                    return violations.stream().map(it -> when + ": " + it).toList();
                }
                rounds++;
                performer.letTimePass();
            }
            Waiting.millis(150);
        }
    }

    private static Duration end(int rounds) {
        Duration before = FIRST_ROUND.plus(ROUND.multipliedBy(Math.min(rounds, ROUNDS - 1)));
        return rounds == ROUNDS ? before.plus(LAST_ROUND) : before;
    }

    private List<String> look(IntPredicate consents) {
        try {
            if (reconnectSomebody(consents)) {
                return List.of("somebody has just consented again");
            }
            return Invariants.violations(world);
        } catch (AssertionError | RuntimeException notYet) {
            return List.of("could not look: " + notYet);
        }
    }

    /// What people do who are told to: they consent once more with the same account. Whoever has
    /// left something out sees why that is needed, and does so at once.
    private boolean reconnectSomebody(IntPredicate consents) {
        boolean any = false;
        for (int user = 0; user < world.people().size(); user++) {
            if (triedLately(user)) {
                continue;
            }
            JsonNode state =
                    world.people()
                            .get(user)
                            .at(world.site().replicas().reachable(user % 2).orElseThrow())
                            .connection();
            boolean asked =
                    consents.test(user) && state.get("status").asText().equals("needs_reconnect");
            if ((asked || lacks(user, state)) && state.at("/account/uri").isTextual()) {
                reconnected.put(user, world.now());
                errands.connect(
                        user, Observation.last(state.at("/account/uri").asText()), user % 2);
                any = true;
            }
        }
        return any;
    }

    private boolean lacks(int user, JsonNode state) {
        return world.ledger().isLacking(user)
                && (state.path("reason").asText("").contains("does not cover")
                        || state.at("/sync/status").asText("").equals("failed"));
    }

    private boolean triedLately(int user) {
        return reconnected
                .getOrDefault(user, Instant.EPOCH)
                .isAfter(world.now().minus(Duration.ofSeconds(2)));
    }

    /// Whoever was refused before being connected even once gets nothing.
    private void probe() {
        for (int user = 0; user < world.people().size(); user++) {
            Observation seen = Observation.of(world);
            String account = seen.accountOf(user);
            String status = seen.statusOf(user);
            boolean delivered = new SubscriptionInvariants(world, seen).isServed(account);
            if (status.equals("active")) {
                var _ = performer.book(account);
            } else if (status.equals("needs_reconnect")
                    && delivered
                    && world.ledger().told(user) instanceof Ledger.Told.Connected
                    && !world.ledger().hasMoved(account)) {
                world.ledger().probed(user, performer.book(account));
            }
        }
    }
}
