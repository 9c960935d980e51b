package io.advicly.calendly.feed.write;

import io.advicly.calendly.feed.EventDraft;
import io.advicly.calendly.feed.EventType;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/// Appends as features do: in a transaction of its own, under a lock on what it is about.
@ApplicationScoped
public class FeedWriter {

    private final Feed feed;
    private final DraftRepository session;
    private final Clock clock;

    FeedWriter(Feed feed, DraftRepository session, Clock clock) {
        this.feed = feed;
        this.session = session;
        this.clock = clock;
    }

    /// The transaction is to be rolled back.
    public static class RolledBackException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    @WithTransaction
    public Uni<Void> append(EventDraft... events) {
        return feed.append(List.of(events));
    }

    /// @param subject locked until the end
    /// @param events asked for once it is locked
    /// @param pause between the append and the end, in seconds
    @WithTransaction
    public Uni<Void> append(
            String subject, Supplier<List<EventDraft>> events, double pause, boolean rollBack) {
        return sql("SELECT CAST(pg_advisory_xact_lock(hashtext('" + subject + "')) AS text)")
                .chain(() -> feed.append(events.get()))
                .chain(() -> sql("SELECT CAST(pg_sleep(" + pause + ") AS text)"))
                .invoke(() -> {
                    if (rollBack) {
                        throw new RolledBackException();
                    }
                });
    }

    public EventDraft draft(EventType type, String tenant, String subject, String data) {
        return new EventDraft(type, clock.instant(), tenant, "somebody", null, subject, data);
    }

    private Uni<Void> sql(String statement) {
        return session.getSession()
                .chain(it -> it.createNativeQuery(statement, String.class).getResultList())
                .replaceWithVoid();
    }
}
