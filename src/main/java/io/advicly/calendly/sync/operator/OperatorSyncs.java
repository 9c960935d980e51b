package io.advicly.calendly.sync.operator;

import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.consent.Connections;
import io.advicly.calendly.platform.chain.CallersContext;
import io.advicly.calendly.platform.journal.Journal;
import io.advicly.calendly.platform.journal.JournalEntry;
import io.advicly.calendly.platform.journal.Reasons;
import io.advicly.calendly.platform.list.Cursor;
import io.advicly.calendly.platform.list.Slice;
import io.advicly.calendly.platform.problem.ProblemType;
import io.advicly.calendly.platform.problem.Problems;
import io.advicly.calendly.platform.time.SqlTime;
import io.advicly.calendly.security.identity.Caller;
import io.advicly.calendly.sync.job.SyncJobs;
import io.advicly.calendly.sync.job.SyncKind;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// The syncs from the operator's side.
@ApplicationScoped
class OperatorSyncs {

    /// One that is under way is left alone.
    private static final String AT_ONCE =
            "UPDATE sync_jobs SET due_at = now() WHERE id = $1 AND state = 'pending' AND claimed_in IS NULL";

    private final Pool pool;
    private final SyncJobs jobs;
    private final Connections connections;
    private final Journal journal;

    OperatorSyncs(Pool pool, SyncJobs jobs, Connections connections, Journal journal) {
        this.pool = pool;
        this.jobs = jobs;
        this.connections = connections;
        this.journal = journal;
    }

    Uni<OperatorSync.Page> page(SyncSearch search) {
        return read(SyncListing.page(search))
                .map(found -> Slice.of(found, search.size(), OperatorSyncs::end))
                .map(slice -> new OperatorSync.Page(slice.rows(), slice.nextCursor()));
    }

    private static Cursor end(OperatorSync last) {
        return new Cursor(last.createdAt(), last.id());
    }

    Uni<OperatorSync> byId(UUID id) {
        return CallersContext.keep(read(SyncListing.one(id)))
                .map(found -> found.stream().findFirst().orElseThrow(OperatorSyncs::notFound));
    }

    /// Tries it again: at once where it waits, as a new one where it has ended.
    ///
    /// @return the job that does it
    Uni<UUID> retry(UUID id, Caller operator, @Nullable String reason) {
        return byId(id).chain(sync -> retry(sync, operator, reason)).invoke(jobs::ring);
    }

    private Uni<UUID> retry(OperatorSync sync, Caller operator, @Nullable String reason) {
        return connection(sync)
                .call(connection -> journal.note(retried(connection, sync, operator, reason)))
                .chain(connection -> again(sync, connection));
    }

    private static JournalEntry retried(
            Connection connection, OperatorSync sync, Caller operator, @Nullable String reason) {
        JournalEntry wish =
                connection
                        .entry("sync.retried")
                        .with("sync", sync.id())
                        .by(operator.tenantId(), operator.userId());
        return Reasons.with(wish, reason);
    }

    private Uni<UUID> again(OperatorSync sync, Connection connection) {
        return sync.finishedAt() == null
                ? CallersContext.keep(pool.preparedQuery(AT_ONCE).execute(Tuple.of(sync.id())))
                        .replaceWith(sync.id())
                : jobs.store(connection.id(), SyncKind.REQUESTED);
    }

    private Uni<Connection> connection(OperatorSync sync) {
        return connections
                .byId(sync.connectionId())
                .map(found -> found.orElseThrow(OperatorSyncs::notFound))
                .invoke(OperatorSyncs::requireActive);
    }

    private static void requireActive(Connection connection) {
        if (!connection.active()) {
            throw Problems.of(
                    ProblemType.NOT_CONNECTED,
                    "The connection of this sync is not active: nothing can be read for it.");
        }
    }

    private Uni<List<OperatorSync>> read(SyncListing listing) {
        return pool.preparedQuery(listing.sql())
                .execute(listing.parameters())
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(OperatorSyncs::view)
                                .toList());
    }

    private static OperatorSync view(Row row) {
        String state = state(row);
        SyncWords.Known known =
                new SyncWords.Known(
                        state,
                        row.getInteger("pages"),
                        row.getInteger("meetings"),
                        row.getInteger("estimate"),
                        row.getInteger("unreadable"),
                        row.getInteger("attempts"),
                        row.getBoolean("listed"),
                        row.getString("last_error"),
                        row.getOffsetDateTime("created_at").toInstant(),
                        SqlTime.read(row, "finished_at"));
        return new OperatorSync(
                row.getUUID("id"),
                row.getUUID("connection_id"),
                row.getString("tenant_id"),
                row.getString("user_id"),
                row.getString("kind"),
                state,
                SyncWords.of(known),
                row.getOffsetDateTime("window_from").toInstant(),
                row.getOffsetDateTime("window_to").toInstant(),
                known.pages(),
                known.events(),
                known.estimate(),
                known.unreadable(),
                known.attempts(),
                known.error(),
                state.equals("waiting") ? SqlTime.read(row, "due_at") : null,
                known.createdAt(),
                known.finishedAt());
    }

    private static String state(Row row) {
        String stored = row.getString("state");
        if (!stored.equals("pending")) {
            return stored;
        }
        return row.getBoolean("claimed") ? "running" : "waiting";
    }

    private static HttpProblem notFound() {
        return Problems.of(ProblemType.NOT_FOUND, "No sync has this id.");
    }
}
