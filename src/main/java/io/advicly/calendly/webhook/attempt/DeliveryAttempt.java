package io.advicly.calendly.webhook.attempt;

import io.advicly.calendly.platform.chain.CallersContext;
import io.advicly.calendly.platform.chain.Patience;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.database.StatementLimit;
import io.advicly.calendly.platform.work.IsolatedContexts;
import io.advicly.calendly.webhook.ClaimedDelivery;
import io.advicly.calendly.webhook.WebhookSettings;
import io.advicly.calendly.webhook.erasure.BodyMentions;
import io.advicly.calendly.webhook.queue.Disposition;
import io.advicly.calendly.webhook.queue.Settlement;
import io.advicly.calendly.webhook.queue.Settlements;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One attempt to work off a delivery, and what is kept of it.
@ApplicationScoped
public class DeliveryAttempt {

    /// So many processes do not die by chance while they have one and the same delivery.
    static final int FRUITLESS_CLAIMS = 100;

    /// How much longer than its statements an attempt is waited for: they are ended, and what was
    /// begun is rolled back, before somebody else tries the same.
    private static final Duration ROLLED_BACK = Duration.ofSeconds(1);

    /// What an attempt leaves to others.
    ///
    /// @param left still to be tried, each alone
    /// @param toFetch whether there is something for the `FetchWorker`
    public record Attempted(List<ClaimedDelivery> left, boolean toFetch) {}

    private final DeliveryProcessor processor;
    private final Settlements settlements;
    private final WebhookSettings.Worker settings;
    private final Clock clock;
    private final IsolatedContexts contexts;

    DeliveryAttempt(
            DeliveryProcessor processor,
            Settlements settlements,
            WebhookSettings settings,
            Clock clock,
            IsolatedContexts contexts) {
        this.processor = processor;
        this.settlements = settlements;
        this.settings = settings.worker();
        this.clock = clock;
        this.contexts = contexts;
    }

    /// Tries many in one transaction. Fails when an outcome cannot be kept.
    ///
    /// @return with those that are still to be tried, each alone: one of them, and nobody knows
    ///   which, has spoiled the transaction
    public Uni<Attempted> together(List<ClaimedDelivery> deliveries) {
        return Uni.createFrom().deferred(() -> attemptTogether(deliveries));
    }

    private Uni<Attempted> attemptTogether(List<ClaimedDelivery> deliveries) {
        long begun = System.nanoTime();
        return inTime(
                        () -> processor.processTogether(deliveries),
                        Collections.nCopies(deliveries.size(), Optional.empty()))
                .chain(outcomes -> kept(deliveries, outcomes, since(begun)));
    }

    private Uni<Attempted> kept(
            List<ClaimedDelivery> deliveries, List<Optional<Outcome>> outcomes, Duration tried) {
        List<Settlement> settled = new ArrayList<>();
        List<ClaimedDelivery> left = new ArrayList<>();
        for (int index = 0; index < deliveries.size(); index++) {
            ClaimedDelivery delivery = deliveries.get(index);
            outcomes.get(index)
                    .ifPresentOrElse(
                            outcome -> settled.add(settlement(delivery, outcome, tried)),
                            () -> left.add(delivery));
        }
        Attempted attempted = new Attempted(left, settled.stream().anyMatch(Settlement::toFetch));
        return settled.isEmpty()
                ? Unis.item(attempted)
                : Uni.join()
                        .all(settled.stream().map(settlements::keep).toList())
                        .andCollectFailures()
                        .replaceWith(attempted);
    }

    /// Tries one without calling Calendly. Fails when the outcome cannot be kept.
    public Uni<Attempted> alone(ClaimedDelivery delivery) {
        return tried(delivery, processor::process)
                .chain(settlement ->
                        settlements
                                .keep(settlement)
                                .replaceWith(new Attempted(List.of(), settlement.toFetch())));
    }

    /// Tries one whose event has to be fetched. Fails when the outcome cannot be kept.
    public Uni<Void> fetching(ClaimedDelivery delivery) {
        return tried(delivery, processor::fetchAndProcess).chain(settlements::keep);
    }

    private Uni<Settlement> tried(
            ClaimedDelivery delivery, Function<ClaimedDelivery, Uni<Outcome>> work) {
        return Uni.createFrom()
                .deferred(() -> {
                    long begun = System.nanoTime();
                    return outcome(delivery, work)
                            .map(outcome -> settlement(delivery, outcome, since(begun)));
                });
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private Settlement settlement(ClaimedDelivery delivery, Outcome outcome, Duration tried) {
        Disposition disposition = disposition(delivery, outcome);
        return new Settlement(delivery, disposition, mentions(delivery, disposition), tried);
    }

    private static @Nullable String mentions(ClaimedDelivery delivery, Disposition disposition) {
        return switch (disposition) {
            case Disposition.Settled _ ->
                    isFruitless(delivery) ? null : BodyMentions.of(delivery.body());
            case Disposition.Retry _, Disposition.ToFetch _ -> null;
        };
    }

    /// One that was claimed so often without coming to an end may be what ends the process.
    private static boolean isFruitless(ClaimedDelivery delivery) {
        return delivery.claims() - delivery.attempt() >= FRUITLESS_CLAIMS;
    }

    private Uni<Outcome> outcome(
            ClaimedDelivery delivery, Function<ClaimedDelivery, Uni<Outcome>> work) {
        if (isFruitless(delivery)) {
            return Unis.item(new Outcome.Hopeless(null, "never came to an end"));
        }
        return inTime(
                () -> work.apply(delivery),
                new Outcome.Failed(null, "took too long", Duration.ZERO));
    }

    /// In a context of its own, where it may come to its end when nobody waits any more. What it
    /// comes to is kept in the caller's, whose time is not over.
    private <T> Uni<T> inTime(Supplier<Uni<T>> work, T late) {
        Duration limit = settings.lease().dividedBy(2);
        return CallersContext.keep(
                Patience.of(
                                limit.plus(ROLLED_BACK),
                                contexts.run(() -> StatementLimit.ofAll(limit, work)))
                        .recoverWithItem(late));
    }

    private Disposition disposition(ClaimedDelivery delivery, Outcome outcome) {
        return new RetryPolicy(settings.maxAttempts(), settings.retryBase(), settings.retryMax())
                .after(
                        outcome,
                        delivery.attempt(),
                        clock.instant(),
                        ThreadLocalRandom.current().nextDouble());
    }
}
