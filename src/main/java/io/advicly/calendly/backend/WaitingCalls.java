package io.advicly.calendly.backend;

import io.advicly.calendly.feed.FeedScope;
import java.util.HashMap;
import java.util.Map;

/// How many calls wait for events, and whose. A scope takes no more places than are left free then:
/// one alone has half of them, a second half of the rest, and nobody takes the last ones of all.
final class WaitingCalls {

    private final int most;
    private final Map<FeedScope, Integer> taken = new HashMap<>();
    private int all;

    /// @param most at the same time
    WaitingCalls(int most) {
        this.most = most;
    }

    /// Whether there is room for one more of the scope; it is to be given back then.
    synchronized boolean take(FeedScope scope) {
        int own = taken.getOrDefault(scope, 0);
        if (own >= most - all) {
            return false;
        }
        taken.put(scope, own + 1);
        all++;
        return true;
    }

    synchronized void giveBack(FeedScope scope) {
        taken.computeIfPresent(scope, (same, own) -> own == 1 ? null : own - 1);
        all--;
    }

    synchronized int count() {
        return all;
    }
}
