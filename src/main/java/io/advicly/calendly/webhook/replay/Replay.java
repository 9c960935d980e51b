package io.advicly.calendly.webhook.replay;

import io.advicly.calendly.platform.chain.CallersContext;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.journal.Journal;
import io.advicly.calendly.platform.journal.JournalEntry;
import io.advicly.calendly.security.identity.Caller;
import io.advicly.calendly.webhook.search.DeliveryCriteria;
import io.advicly.calendly.webhook.search.DeliveryQuery;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

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

    /// @return 0 when there is no such delivery
    public Uni<Replayed> one(UUID id, Caller operator) {
        return CallersContext.keep(table.one(id))
                .map(count -> new Replayed(null, count))
                .call(replayed -> note(replayed, entry(operator).with("delivery", id)))
                .invoke(run::stored);
    }

    /// How many deliveries are meant.
    public Uni<Replayed> count(DeliveryQuery query) {
        return CallersContext.keep(table.count(query)).map(count -> new Replayed(null, count));
    }

    /// @param query settled deliveries, as `criteria` says
    public Uni<Replayed> many(DeliveryQuery query, DeliveryCriteria criteria, Caller operator) {
        return count(query).chain(counted -> begin(criteria, counted.count(), operator));
    }

    private Uni<Replayed> begin(DeliveryCriteria criteria, long count, Caller operator) {
        return CallersContext.keep(table.add(criteria, count, operator))
                .call(id ->
                        note(
                                new Replayed(id, count),
                                entry(operator)
                                        .with("replay", id)
                                        .with("filter", ReplayTable.json(criteria))))
                .call(id -> CallersContext.keep(run.begin(id)))
                .map(id -> new Replayed(id, count));
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
    Uni<Boolean> stop(UUID id, Caller operator) {
        return CallersContext.keep(table.stop(id))
                .chain(stopped ->
                        stopped
                                ? journal.note(
                                                JournalEntry.of(
                                                                "deliveries.replay_stopped",
                                                                operator.tenantId(),
                                                                operator.userId(),
                                                                null)
                                                        .with("replay", id))
                                        .replaceWith(true)
                                : find(id).map(Optional::isPresent));
    }

    private Uni<Void> note(Replayed replayed, JournalEntry journalEntry) {
        return replayed.count() == 0
                ? Unis.nothing()
                : journal.note(journalEntry.with("count", replayed.count()));
    }

    private static JournalEntry entry(Caller operator) {
        return JournalEntry.of("deliveries.replayed", operator.tenantId(), operator.userId(), null);
    }
}
