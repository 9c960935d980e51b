package io.advicly.calendly.soak;

import io.advicly.calendly.testing.Dump;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Accounts whose grant may be lost, which is not promised of them alone: a process was killed
/// while their refresh was under way, so Calendly's answer may have gone with it.
final class LostGrants {

    private static final String UNDER_WAY =
            "SELECT calendly_user_uri || ' ' || refresh_begun_at FROM calendar_connections"
                    + " WHERE refresh_begun_at IS NOT NULL";

    private final Set<String> accounts = ConcurrentHashMap.newKeySet();

    /// @param kill returns when the process is dead
    /// @param go returns when others have had the time to end what they were at
    void noteThoseCutBy(Runnable kill, Runnable go) {
        kill.run();
        Set<String> underWay = new HashSet<>(Dump.column(UNDER_WAY));
        go.run();
        // What the living were at has ended, or begun anew, meanwhile.
        underWay.retainAll(Dump.column(UNDER_WAY));
        underWay.forEach(
                it -> accounts.add(it.substring(it.lastIndexOf('/') + 1, it.indexOf(' '))));
    }

    boolean contains(String account) {
        return accounts.contains(account);
    }

    int size() {
        return accounts.size();
    }
}
