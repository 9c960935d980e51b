package io.advicly.calendly.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// (d) and (e): what stands in the tables.
final class GrantInvariants {

    private final World world;
    private final Observation seen;

    GrantInvariants(World world, Observation seen) {
        this.world = world;
        this.seen = seen;
    }

    /// Every living refresh token is in a row that uses it, save where its answer was lost on
    /// purpose, or the process died that had just been answered. Where Calendly takes a token that
    /// was exchanged until the next access token is used, also after the newer one was revoked,
    /// some live that nobody holds any more: nothing can be said then.
    List<String> areHeld() {
        List<String> violations = new ArrayList<>();
        if (world.history().keepsOldTokens()) {
            return violations;
        }
        long unbound = held("");
        for (String account : world.accounts()) {
            int living = seen.living().getOrDefault(account, 0);
            long held = held(account);
            long excused = seen.tokenCalls().stream().filter(it -> excused(it, account)).count();
            long retired = seen.retired().stream().filter(it -> it.get(1).equals(account)).count();
            long elsewhere = living - held - retired - excused;
            unbound -= Math.max(0, elsewhere);
            if (elsewhere > 0 && unbound < 0) {
                violations.add(
                        "(d) %s has %d living grants, of which %d are held and %d may be lost"
                                .formatted(account, living, held, excused));
            }
        }
        return violations;
    }

    /// One whose account nobody knows yet is one account's, and no other's.
    private long held(String account) {
        return seen.connections().stream()
                .filter(it -> it.get(3).equals("t"))
                .filter(it -> it.get(1).equals(account))
                .filter(it -> !it.get(2).equals("NEEDS_RECONNECT"))
                .count();
    }

    private boolean excused(JsonNode call, String account) {
        if (!call.path("account").asText("").equals(account)) {
            return false;
        }
        boolean lost = seen.isLost(world.ledger(), call);
        return lost || world.ledger().killedSoonAfter(Instant.parse(call.get("at").asText()));
    }

    /// Nothing is kept of whom the service does not know as connected.
    List<String> areGoneWithTheirUsers() {
        List<String> violations = new ArrayList<>();
        for (List<String> row : seen.connections()) {
            String name = row.get(0);
            int user = Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
            String status = seen.statusOf(user);
            boolean current = seen.accountOf(user).equals(row.get(1));
            boolean connected = !List.of("not_connected", "disconnected").contains(status);
            if (row.get(3).equals("t") && !(connected && current)) {
                violations.add(
                        "(d) user %d is %s%s, and the %s row of %s still holds a grant"
                                .formatted(
                                        user,
                                        status,
                                        connected ? " with " + seen.accountOf(user) : "",
                                        row.get(2),
                                        row.get(1)));
            }
        }
        return violations;
    }

    /// What is to be revoked has been.
    List<String> areEnded() {
        return seen.retired().stream()
                .map(it ->
                        "(d) a grant of %s for %s waits to be revoked"
                                .formatted(it.get(0), it.get(1)))
                .toList();
    }

    List<String> rowsAreBounded() {
        List<String> violations = new ArrayList<>();
        int owners = History.ACCOUNTS + History.ORGANIZATIONS;
        int steps = world.history().steps().size();
        long gone = seen.subscriptions().stream().filter(it -> it.get(2).equals("DELETED")).count();
        atMost("subscription rows", owners, seen.subscriptions().size() - gone, violations);
        atMost("DELETED subscription rows", 3L * steps + owners, gone, violations);
        atMost(
                "connections",
                (long) world.people().size() * (History.ACCOUNTS + 1),
                seen.connections().size(),
                violations);
        // Without a grant that may list it nobody can tell whether a create got through.
        seen.subscriptions().stream()
                .filter(it -> it.get(2).equals("PENDING") && seen.canBeListed(it.get(0), it.get(4)))
                .forEach(it ->
                        violations.add("(e) a subscription of " + it.get(0) + " stays PENDING"));
        seen.pendingSyncs()
                .forEach(it ->
                        violations.add("(e) %s syncs wait for %s".formatted(it.get(1), it.get(0))));
        return violations;
    }

    private static void atMost(String what, long bound, long found, List<String> violations) {
        if (found > bound) {
            violations.add("(e) %d %s, at most %d expected".formatted(found, what, bound));
        }
    }
}
