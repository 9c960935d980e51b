package io.advicly.calendly.history;

import io.advicly.calendly.testing.Gen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Makes histories up. The same seed gives the same one, whatever the service answers.
final class HistoryGenerator {

    private static final boolean MORE = Boolean.getBoolean("history.more");

    private static final List<String> ENDPOINTS = Trouble.OF.keySet().stream().sorted().toList();

    /// What a history is mostly about: a bit of everything finds less than much of something.
    private enum Theme {
        PEOPLE,
        CALENDLY,
        FAULTS,
        OUTAGES
    }

    private final long seed;
    private final Gen gen;
    private final Theme theme;
    private final int users;

    /// The accounts that somebody has consented with: what happens, happens mostly to them.
    private final List<Integer> used = new ArrayList<>();

    private HistoryGenerator(long seed) {
        this.seed = seed;
        gen = new Gen(seed);
        theme = gen.oneOf(List.of(Theme.values()));
        users = 2 + gen.upTo(5);
    }

    static History of(long seed) {
        return of(seed, MORE);
    }

    /// @param more whether there are also steps of [MoreSteps], which are drawn when all others
    ///   have been, and change none of them
    static History of(long seed, boolean more) {
        HistoryGenerator generator = new HistoryGenerator(seed);
        History history = generator.history();
        return more ? generator.withMore(history) : history;
    }

    private History withMore(History history) {
        return new MoreSteps(gen, users, this::consenting, this::call).added(history);
    }

    private History history() {
        boolean neighbours = gen.upTo(3) == 0;
        List<Step> steps = new ArrayList<>();
        int connected = 1 + gen.upTo(users);
        for (int user = 0; user < connected; user++) {
            steps.add(new Step.Connect(user, consenting(), replica()));
        }
        int more = 4 + gen.upTo(14);
        for (int step = 0; step < more; step++) {
            if (gen.upTo(5) == 0) {
                steps.addAll(new Motifs(gen, users, this::consenting).any());
            } else {
                steps.add(step());
            }
        }
        if (gen.chance()) {
            steps.addAll(new Motifs(gen, users, this::consenting).last());
        }
        int stale = Math.max(0, gen.upTo(5) - 2);
        return new History(
                seed, users, neighbours, stale, 1 + gen.upTo(3), Map.of(), List.copyOf(steps));
    }

    private Step step() {
        List<Supplier<Step>> kinds = new ArrayList<>();
        add(kinds, theme == Theme.PEOPLE ? 8 : 3, this::ofPeople);
        add(kinds, theme == Theme.CALENDLY ? 6 : 2, this::ofCalendly);
        add(kinds, theme == Theme.FAULTS ? 5 : 1, this::fault);
        add(kinds, theme == Theme.OUTAGES ? 3 : 0, this::outage);
        add(kinds, 3, this::ofGuests);
        add(kinds, 1, () -> new Step.Pause(200 + gen.upTo(2500)));
        add(kinds, 1, Step.TimePasses::new);
        add(
                kinds,
                theme == Theme.PEOPLE ? 2 : 1,
                () -> new Step.Together(call(), call(), gen.upTo(120)));
        return gen.oneOf(kinds).get();
    }

    private static void add(List<Supplier<Step>> kinds, int weight, Supplier<Step> kind) {
        for (int i = 0; i < weight; i++) {
            kinds.add(kind);
        }
    }

    /// Something that is called at the service or at Calendly, and ends.
    private Step call() {
        return switch (gen.upTo(6)) {
            case 0 -> ofCalendly();
            case 1 -> ofGuests();
            default -> ofPeople();
        };
    }

    private Step ofPeople() {
        int user = gen.upTo(users);
        return switch (gen.upTo(10)) {
            case 0, 1, 2, 3 -> new Step.Connect(user, consenting(), replica());
            case 4, 5 -> new Step.Switch(user, consenting(), replica());
            case 6, 7 -> new Step.Disconnect(user, false, replica());
            case 8 -> new Step.Disconnect(user, true, replica());
            default -> new Step.SyncNow(user, replica());
        };
    }

    private Step ofCalendly() {
        return switch (gen.upTo(9)) {
            case 0, 1 -> new Step.Role(account(), gen.upTo(3) == 0);
            case 2 -> new Step.Move(account());
            case 3, 4 -> new Step.Revoke(account());
            case 5 -> new Step.Expire(account());
            default -> new Step.Spoil(gen.upTo(History.ORGANIZATIONS), gen.upTo(3), gen.chance());
        };
    }

    private Step ofGuests() {
        return switch (gen.upTo(5)) {
            case 0 -> new Step.Cancel(gen.upTo(20));
            case 1 -> new Step.Reschedule(gen.upTo(20));
            default -> new Step.Book(account());
        };
    }

    private Step fault() {
        if (gen.upTo(6) == 0) {
            return new Step.FaultsEnd();
        }
        return Motifs.fault(gen, gen.oneOf(ENDPOINTS), 3);
    }

    private Step outage() {
        return switch (gen.upTo(6)) {
            case 0, 1, 2 -> new Step.KillDuring(call(), replica(), gen.upTo(150));
            case 3 -> new Step.Restart(replica());
            default -> new Step.DatabaseAway(gen.upTo(3) == 0, 200 + gen.upTo(3500));
        };
    }

    private int replica() {
        return gen.upTo(2);
    }

    /// An account to consent with: half of the time one that is in use already.
    private int consenting() {
        int account = account();
        if (!used.contains(account)) {
            used.add(account);
        }
        return account;
    }

    private int account() {
        return used.isEmpty() || gen.upTo(3) == 0 ? gen.upTo(History.ACCOUNTS) : gen.oneOf(used);
    }
}
