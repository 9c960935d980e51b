package io.advicly.calendly.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.advicly.calendly.platform.CallersContext;
import io.advicly.calendly.subscription.InboxPurge;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;

/// Empties the deliveries that one account alone hosts. Their rows stay, so that a repeat is still
/// known as one; worked off once more they are an event that nobody projects.
@ApplicationScoped
class AccountInboxPurge implements InboxPurge {

    private static final int PAGE = 2_000;

    private static final byte[] EMPTIED = "{\"event\":\"purged\"}".getBytes(UTF_8);

    /// Accounts of the organization that somebody else is connected with.
    private static final String OTHERS =
            """
            SELECT DISTINCT calendly_user_uri FROM calendar_connections
            WHERE calendly_organization_uri = $1 AND id <> $2 AND status <> 'DISCONNECTED'
              AND purge_requested_at IS NULL AND calendly_user_uri IS NOT NULL\
            """;

    private static final String FIND =
            """
            WITH page AS MATERIALIZED (
              SELECT id FROM calendly_webhook_deliveries WHERE id > $1 ORDER BY id LIMIT %d)
            SELECT page.id, d.body FROM page LEFT JOIN calendly_webhook_deliveries d
              ON d.id = page.id AND d.organization_uri = $2
            ORDER BY page.id\
            """
                    .formatted(PAGE);

    private static final String ONLY_MINE =
            """
            SELECT EXISTS (SELECT FROM meetings WHERE calendly_event_uri = $1 AND connection_id = $2)
              AND NOT EXISTS (
                SELECT FROM meetings WHERE calendly_event_uri = $1 AND connection_id <> $2)\
            """;

    private static final String EMPTY =
            """
            UPDATE calendly_webhook_deliveries
            SET body = $2, state = CASE state WHEN 'pending' THEN 'ignored' ELSE state END,
                last_error = 'purged', processed_at = coalesce(processed_at, $3::timestamptz),
                leased_until = NULL
            WHERE id = $1\
            """;

    private final Pool pool;
    private final Clock clock;

    AccountInboxPurge(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    @Override
    public Uni<Void> of(UUID connectionId, String organizationUri, String accountUri) {
        return CallersContext.keep(
                pool.preparedQuery(OTHERS)
                        .execute(Tuple.of(organizationUri, connectionId))
                        .map(rows -> {
                            Set<String> others = new HashSet<>();
                            rows.forEach(row -> others.add(row.getString(0)));
                            return others;
                        })
                        .map(others ->
                                new Search(connectionId, organizationUri, accountUri, others))
                        .chain(Search::all));
    }

    /// For the deliveries of one account.
    private final class Search {

        private final UUID connectionId;
        private final String organizationUri;
        private final String accountUri;
        private final Set<String> others;

        Search(UUID connectionId, String organizationUri, String accountUri, Set<String> others) {
            this.connectionId = connectionId;
            this.organizationUri = organizationUri;
            this.accountUri = accountUri;
            this.others = others;
        }

        /// Of an account that somebody else is connected with too, nothing is this user's alone.
        Uni<Void> all() {
            AtomicReference<UUID> after = new AtomicReference<>(new UUID(0, 0));
            return others.contains(accountUri)
                    ? Uni.createFrom().voidItem()
                    : Multi.createBy()
                            .repeating()
                            .uni(() -> page(after))
                            .whilst(more -> more)
                            .onItem()
                            .ignoreAsUni();
        }

        /// @return whether there may be more
        private Uni<Boolean> page(AtomicReference<UUID> after) {
            return pool.preparedQuery(FIND)
                    .execute(Tuple.of(after.get(), organizationUri))
                    .map(rows -> StreamSupport.stream(rows.spliterator(), false).toList())
                    .call(this::emptied)
                    .map(rows -> {
                        if (!rows.isEmpty()) {
                            after.set(rows.getLast().getUUID("id"));
                        }
                        return rows.size() == PAGE;
                    });
        }

        private Uni<Void> emptied(List<Row> rows) {
            return Multi.createFrom()
                    .iterable(rows)
                    .filter(row -> row.getBuffer("body") != null)
                    .onItem()
                    .transformToUniAndConcatenate(row ->
                            isTheirs(row.getBuffer("body").getBytes())
                                    .chain(theirs ->
                                            theirs
                                                    ? empty(row.getUUID("id"))
                                                    : Uni.createFrom().voidItem()))
                    .onItem()
                    .ignoreAsUni();
        }

        /// Where the body names no host, the meetings do.
        private Uni<Boolean> isTheirs(byte[] body) {
            BodyErasure.Subject subject = BodyErasure.subject(body);
            if (!subject.hosts().isEmpty()) {
                return Uni.createFrom()
                        .item(
                                subject.hosts().contains(accountUri)
                                        && Collections.disjoint(subject.hosts(), others));
            }
            return pool.preparedQuery(ONLY_MINE)
                    .execute(Tuple.of(subject.uri(), connectionId))
                    .map(rows -> rows.iterator().next().getBoolean(0));
        }

        private Uni<Void> empty(UUID id) {
            return pool.preparedQuery(EMPTY)
                    .execute(
                            Tuple.of(id)
                                    .addBuffer(Buffer.buffer(EMPTIED))
                                    .addOffsetDateTime(DeliveryFilter.at(clock.instant())))
                    .replaceWithVoid();
        }
    }
}
