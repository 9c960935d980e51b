package io.advicly.calendly.webhook.replay;

import io.advicly.calendly.platform.chain.CallersContext;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.journal.Journal;
import io.advicly.calendly.platform.journal.JournalEntry;
import io.advicly.calendly.platform.journal.Reasons;
import io.advicly.calendly.security.identity.Caller;
import io.advicly.calendly.webhook.search.DeliveryCriteria;
import io.advicly.calendly.webhook.search.DeliveryQuery;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Has deliveries worked off once more. Harmless at any time: the projection takes the same thing
/// any number of times. The first batch is done at once, the rest by [ReplayRun].
@ApplicationScoped
public class Replay {

    private final ReplayTable table;
    private final ReplayRun run;
    private final Journal journal;

    Replay(ReplayTable table, ReplayRun run, Journal journal) {
        this.table = table;
        this.run = run;
        this.journal = journal;
    }

    /// Who asks, and why.
    public record Order(Caller operator, @Nullable String reason) {}

    /// @return 0 when there is no such delivery
    public Uni<Replayed> one(UUID id, Order order) {
        return CallersContext.keep(table.one(id, order.operator()))
                .map(count -> Replayed.of(null, count))
                .call(replayed -> note(replayed, entry(order).with("delivery", id)))
                .invoke(run::stored);
    }

    /// How many deliveries are meant, and what they are about.
    public Uni<Replayed> count(DeliveryQuery query) {
        return CallersContext.keep(table.count(query))
                .chain(count ->
                        CallersContext.keep(table.touched(query))
                                .map(touched -> new Replayed(null, count, touched)));
    }

    /// @param query settled deliveries, as `criteria` says
    public Uni<Replayed> many(DeliveryQuery query, DeliveryCriteria criteria, Order order) {
        return CallersContext.keep(table.count(query))
                .chain(count -> begin(criteria, count, order));
    }

    private Uni<Replayed> begin(DeliveryCriteria criteria, long count, Order order) {
        return CallersContext.keep(table.add(criteria, count, order.operator()))
                .call(id -> noteBegun(id, count, order, criteria))
                .call(id -> CallersContext.keep(run.begin(id)))
                .map(id -> Replayed.of(id, count));
    }

    private Uni<Void> noteBegun(UUID id, long count, Order order, DeliveryCriteria criteria) {
        return note(
                Replayed.of(id, count),
                entry(order).with("replay", id).with("filter", ReplayTable.json(criteria)));
    }

    Uni<Optional<ReplayView>> find(UUID id) {
        return CallersContext.keep(table.find(id));
    }

    Uni<ReplayView.Page> latest() {
        return CallersContext.keep(table.latest()).map(ReplayView.Page::new);
    }

    /// Stops it where it is; what was given to the worker stays so.
    ///
    /// @return whether there is such a replay
    Uni<Boolean> stop(UUID id, Order order) {
        return CallersContext.keep(table.stop(id))
                .chain(stopped -> noteStopped(stopped, order, id));
    }

    private Uni<Boolean> noteStopped(boolean stopped, Order order, UUID id) {
        return stopped
                ? journal.note(entry("deliveries.replay_stopped", order).with("replay", id))
                        .replaceWith(true)
                : find(id).map(Optional::isPresent);
    }

    private Uni<Void> note(Replayed replayed, JournalEntry journalEntry) {
        return replayed.count() == 0
                ? Unis.nothing()
                : journal.note(journalEntry.with("count", replayed.count()));
    }

    private static JournalEntry entry(Order order) {
        return entry("deliveries.replayed", order);
    }

    private static JournalEntry entry(String action, Order order) {
        Caller operator = order.operator();
        return Reasons.with(
                JournalEntry.of(action, operator.tenantId(), operator.userId(), null),
                order.reason());
    }
}
