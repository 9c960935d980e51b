package io.advicly.calendly.history;

import java.util.ArrayList;
import java.util.List;

/// What people are told is true, and nobody is left in a state that repairs itself for ever.
final class StatusInvariants {

    private final World world;
    private final Observation seen;

    StatusInvariants(World world, Observation seen) {
        this.world = world;
        this.seen = seen;
    }

    List<String> areTrue() {
        List<String> violations = new ArrayList<>();
        for (int user = 0; user < world.people().size(); user++) {
            check(user, violations);
        }
        return violations;
    }

    private void check(int user, List<String> violations) {
        String status = seen.statusOf(user);
        String account = seen.accountOf(user);
        if (status.equals("active") && seen.living().getOrDefault(account, 0) == 0) {
            violations.add(
                    "(status) user %d is active, and %s has no living grant"
                            .formatted(user, account));
        }
        if (status.equals("degraded")) {
            violations.add(
                    "(status) user %d with %s stays degraded: %s"
                            .formatted(
                                    user,
                                    account,
                                    seen.states().get(user).path("reason").asText("")));
        }
        boolean as =
                switch (world.ledger().told(user)) {
                    case Ledger.Told.Connected told ->
                            List.of("active", "degraded", "needs_reconnect").contains(status)
                                    && account.equals(told.account());
                    case Ledger.Told.Disconnected _ ->
                            List.of("disconnected", "not_connected").contains(status);
                    case Ledger.Told.Unclear _ -> true;
                };
        if (!as) {
            violations.add(
                    "(status) user %d was told %s and is %s %s: %s"
                            .formatted(
                                    user,
                                    world.ledger().told(user),
                                    status,
                                    account,
                                    seen.states().get(user)));
        }
    }
}
