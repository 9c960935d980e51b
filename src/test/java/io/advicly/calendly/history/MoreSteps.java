package io.advicly.calendly.history;

import io.advicly.calendly.testing.Gen;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/// Steps that are drawn only with `-Dhistory.more=true`: what operators do, processes that stand
/// still, and answers that nobody documents. They are put between the steps of the history that the
/// seed gives without it, so that both can be compared.
final class MoreSteps {

    private final Gen gen;
    private final int users;
    private final IntSupplier account;
    private final Supplier<Step> call;

    /// @param account one to consent with
    /// @param call something that is called at the service or at Calendly, and ends
    MoreSteps(Gen gen, int users, IntSupplier account, Supplier<Step> call) {
        this.gen = gen;
        this.users = users;
        this.account = account;
        this.call = call;
    }

    /// The first step stays the first: before anybody asks to connect hardly anything can happen.
    History added(History history) {
        List<Step> steps = new ArrayList<>(history.steps());
        int times = 2 + gen.upTo(6);
        for (int step = 0; step < times; step++) {
            steps.add(1 + gen.upTo(steps.size()), any());
        }
        return history.with(steps).with(Habits.drawn(gen));
    }

    private Step any() {
        return switch (gen.upTo(13)) {
            case 0, 1, 2 -> reconfigure();
            case 3 -> new Step.More.Freeze(replica(), 500 + gen.upTo(11_000));
            case 4 -> beside(new Step.More.Freeze(replica(), 4_000 + gen.upTo(8_000)), 150);
            case 5 -> beside(new Step.More.Reconcile(organization(), 6, replica()), 120);
            case 6 -> purgeBesideConnect();
            case 7 -> new Step.More.Operate(gen.upTo(users), gen.chance(), replica());
            case 8 -> beside(reconfigure(), 200);
            case 9 -> new Step.More.Twice(organization(), gen.upTo(3));
            default -> odd();
        };
    }

    private Step beside(Step other, int within) {
        return new Step.Together(call.get(), other, gen.upTo(within));
    }

    private Step reconfigure() {
        Variant variant = new Variant(gen.chance(), gen.chance());
        return new Step.More.Reconfigure(replica(), variant, gen.chance());
    }

    /// What is deleted for the one is just what the other needs.
    private Step purgeBesideConnect() {
        return new Step.Together(
                new Step.Disconnect(gen.upTo(users), true, replica()),
                new Step.Connect(gen.upTo(users), account.getAsInt(), replica()),
                gen.upTo(300));
    }

    private Step odd() {
        String endpoint = gen.oneOf(Oddity.ENDPOINTS);
        Oddity oddity = gen.oneOf(List.of(Oddity.values()));
        return new Step.More.Odd(endpoint, oddity, 1 + gen.upTo(4));
    }

    /// Mostly one in which somebody is connected: of others the service knows nothing.
    private int organization() {
        return account.getAsInt() / History.ACCOUNTS_EACH;
    }

    private int replica() {
        return gen.upTo(2);
    }
}
