package io.advicly.calendly.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// What is known of a history from outside: what was answered and what was done at Calendly.
/// Everything that is promised is derived from it. Steps that run together write to it together.
final class Ledger {

    /// @param organization in which the account was when it was booked
    /// @param begun when the booking was about to be made
    record Booking(
            String event, String invitee, String account, String organization, Instant begun) {}

    /// What a user was told last.
    sealed interface Told {
        record Connected(String account) implements Told {}

        record Disconnected() implements Told {}

        /// Nothing yet, or nothing that lasts: an answer was lost, or was no.
        record Unclear() implements Told {}
    }

    /// A subscription of ours as it was seen.
    record Hook(String scope, String organization, String user) {}

    private final List<Booking> bookings = new ArrayList<>();
    private final Set<String> canceled = new HashSet<>();
    private final Map<Integer, Told> told = new HashMap<>();
    private final Map<Integer, Instant> toldAt = new HashMap<>();

    /// Per user: the accounts that the user has surely left, and when.
    private final Map<Integer, Map<String, Instant>> left = new HashMap<>();

    /// Bookings made at the end for users who need to reconnect.
    private final Map<Integer, Booking> probes = new HashMap<>();

    private final Map<Integer, Integer> underWay = new HashMap<>();
    private final Set<Integer> met = new HashSet<>();

    private final Set<String> moved = new HashSet<>();

    /// Organizations in which an account can no longer do at Calendly what it could.
    private final Set<String> weakened = new HashSet<>();

    private final Set<String> spoiled = new HashSet<>();
    private final Set<String> planted = new HashSet<>();
    private final Set<String> mustGo = new HashSet<>();
    private final Set<String> harmless = new HashSet<>();

    /// Users whose last consent does not cover everything.
    private final Set<Integer> lacking = new HashSet<>();

    private final Map<String, Hook> seen = new ConcurrentHashMap<>();
    private final List<String> strange = new ArrayList<>();
    private final List<Instant> kills = new ArrayList<>();
    private final List<Instant> outages = new ArrayList<>();

    synchronized void booked(Booking booking) {
        bookings.add(booking);
    }

    synchronized List<Booking> bookings() {
        return List.copyOf(bookings);
    }

    synchronized void canceled(Booking booking) {
        canceled.add(booking.event());
    }

    synchronized boolean isCanceled(Booking booking) {
        return canceled.contains(booking.event());
    }

    synchronized void probed(int user, Booking booking) {
        probes.put(user, booking);
    }

    synchronized Map<Integer, Booking> probes() {
        return Map.copyOf(probes);
    }

    synchronized void connected(int user, String account, Instant now) {
        tell(user, new Told.Connected(account), now);
        left.computeIfAbsent(user, it -> new HashMap<>()).remove(account);
    }

    /// Everything but the account just connected has been left; for accounts that were never
    /// connected that is no lie.
    synchronized void leftOthers(int user, String account, List<String> all, Instant now) {
        for (String other : all) {
            if (!other.equals(account)) {
                left.computeIfAbsent(user, it -> new HashMap<>()).putIfAbsent(other, now);
            }
        }
    }

    synchronized void disconnected(int user, List<String> all, Instant now) {
        tell(user, new Told.Disconnected(), now);
        for (String account : all) {
            left.computeIfAbsent(user, it -> new HashMap<>()).putIfAbsent(account, now);
        }
    }

    /// The user may be connected with any of these now, or later by the sweep.
    synchronized void unclear(int user, List<String> accounts, Instant now) {
        tell(user, new Told.Unclear(), now);
        left.computeIfAbsent(user, it -> new HashMap<>()).keySet().removeAll(accounts);
    }

    /// Something that a user does, from beginning to end. Nobody can say what two of a user's
    /// errands that meet come to, whichever is answered last.
    void errand(int user, List<String> accounts, Supplier<Instant> now, Runnable errand) {
        begin(user);
        try {
            errand.run();
        } finally {
            end(user, accounts, now.get());
        }
    }

    private synchronized void begin(int user) {
        if (underWay.merge(user, 1, Integer::sum) > 1) {
            met.add(user);
        }
    }

    private synchronized void end(int user, List<String> accounts, Instant now) {
        if (met.contains(user)) {
            unclear(user, accounts, now);
        }
        if (underWay.merge(user, -1, Integer::sum) == 0) {
            met.remove(user);
        }
    }

    private void tell(int user, Told what, Instant now) {
        told.put(user, what);
        toldAt.put(user, now);
    }

    synchronized Told told(int user) {
        return told.getOrDefault(user, new Told.Unclear());
    }

    synchronized Instant toldAt(int user) {
        return toldAt.getOrDefault(user, Instant.EPOCH);
    }

    /// Since when the user has nothing to do with the account, if that is sure.
    synchronized Optional<Instant> leftAt(int user, String account) {
        return Optional.ofNullable(left.getOrDefault(user, Map.of()).get(account));
    }

    synchronized void moved(String account, String from) {
        moved.add(account);
        weakened.add(from);
    }

    synchronized boolean hasMoved(String account) {
        return moved.contains(account);
    }

    synchronized void weakened(String organization) {
        weakened.add(organization);
    }

    synchronized boolean isWeakened(String organization) {
        return weakened.contains(organization);
    }

    /// Made behind our back, with an address of ours.
    synchronized void planted(String hook) {
        planted.add(hook);
    }

    synchronized boolean isPlanted(String hook) {
        return planted.contains(hook);
    }

    synchronized void spoiled(String hook) {
        spoiled.add(hook);
    }

    synchronized boolean isSpoiled(String hook) {
        return spoiled.contains(hook);
    }

    /// Somebody who may delete it leaves.
    synchronized void mustGo(String hook) {
        mustGo.add(hook);
    }

    synchronized boolean isToGo(String hook) {
        return mustGo.contains(hook);
    }

    /// A fault that keeps calls from being done: no answer that counts is lost by it.
    synchronized void harmless(String fault) {
        harmless.add(fault);
    }

    synchronized boolean isHarmless(String fault) {
        return harmless.contains(fault);
    }

    synchronized void consents(int user, boolean toEverything) {
        if (toEverything) {
            lacking.remove(user);
        } else {
            lacking.add(user);
        }
    }

    /// Whether the user's last consent does not cover everything.
    synchronized boolean isLacking(int user) {
        return lacking.contains(user);
    }

    void saw(String id, Hook hook) {
        seen.put(id, hook);
    }

    Map<String, Hook> seen() {
        return seen;
    }

    /// An answer that nobody should ever get.
    synchronized void strange(String answer) {
        if (!Invariants.isIgnored(answer)) {
            strange.add(answer);
        }
    }

    synchronized List<String> strange() {
        return List.copyOf(strange);
    }

    synchronized void killed(Instant now) {
        kills.add(now);
    }

    synchronized boolean isAnythingKilled() {
        return !kills.isEmpty();
    }

    synchronized void outage(Instant now) {
        outages.add(now);
    }

    /// Whether a process died soon after: what it held and had not stored is gone with it. While
    /// the database is away it holds on to it, so that "soon" is longer then.
    synchronized boolean killedSoonAfter(Instant then) {
        return kills.stream()
                .anyMatch(kill -> {
                    boolean away =
                            outages.stream()
                                    .anyMatch(it ->
                                            it.isBefore(kill) && it.isAfter(kill.minusSeconds(15)));
                    Instant from = kill.minusSeconds(away ? 20 : 5);
                    return then.isAfter(from) && then.isBefore(kill.plusSeconds(1));
                });
    }
}
