package io.advicly.calendly.lifecycle.backend;

import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.telling.Tellings;
import io.advicly.calendly.feed.EventDraft;
import io.advicly.calendly.feed.EventType;
import io.advicly.calendly.feed.write.Feed;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/// Writes down what is told of connections, each in a transaction that keeps the connection from
/// being purged: what a purge finds it rewrites, and nothing comes after it.
@ApplicationScoped
class EventTelling {

    private final Tellings tellings;
    private final Feed feed;
    private final Clock clock;

    EventTelling(Tellings tellings, Feed feed, Clock clock) {
        this.tellings = tellings;
        this.feed = feed;
        this.clock = clock;
    }

    /// @param gone what is told of it where it is no more
    @WithTransaction
    public Uni<Void> store(long draft, UUID connectionId, String data, String gone) {
        return tellings.keep(connectionId).chain(there -> feed.render(draft, there ? data : gone));
    }

    /// A connection is shown otherwise than was told. Nothing where somebody else has told it.
    ///
    /// @return whether it is told
    @WithTransaction
    public Uni<Boolean> tell(
            Connection connection, String before, String now, EventType type, String data) {
        return tellings.tell(connection.id(), before, now)
                .call(changed ->
                        changed
                                ? feed.append(List.of(draft(connection, type, data)))
                                : Uni.createFrom().voidItem());
    }

    private EventDraft draft(Connection connection, EventType type, String data) {
        return new EventDraft(
                type,
                clock.instant(),
                connection.owner().tenantId(),
                connection.owner().userId(),
                connection.id(),
                "connection:" + connection.id(),
                data);
    }
}
