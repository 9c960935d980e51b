package io.advicly.calendly.destination.work;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.advicly.calendly.destination.send.DestinationSecrets;
import io.advicly.calendly.platform.claims.Replica;
import io.advicly.calendly.platform.text.CleanText;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Destinations from the side of whoever sends: claims, and how far each has come. What is due, and
/// whose claim has ended, goes by the database's clock.
@ApplicationScoped
class DispatchTable {

    /// For so long a claim is good without being renewed, and as long as its owner lives.
    private static final String CLAIMED_FOR = "interval '60 seconds'";

    /// Whether nobody who lives is at it.
    static final String FREE =
            "(d.claimed_until IS NULL OR d.claimed_until <= now() OR "
                    + Replica.isDead("d.claimed_by")
                    + ")";

    /// Whether something may be sent to it at all.
    static final String ON = "NOT d.paused AND d.held_at IS NULL AND d.secret IS NOT NULL";

    private static final String CLAIM =
            """
            UPDATE destinations d
            SET claim = gen_random_uuid(), claimed_by = $2, claimed_until = now() + %s
            WHERE d.id = ANY($1) AND %s AND %s
              AND (d.failures < %d OR d.due_at IS NULL OR d.due_at <= now())
            RETURNING d.id, d.claim, d.claimed_by, d.updated_at, d.tenant_id, d.url, d.types, d.secret,
              CASE WHEN d.previous_until > now() THEN d.previous_secret END AS previous_secret,
              d.position, d.failures, d.failing_since IS NOT NULL AS failing\
            """
                    .formatted(CLAIMED_FOR, ON, FREE, Backlog.AWAY_AFTER);

    private static final String BUSY =
            "SELECT d.id FROM destinations d WHERE d.id = ANY($1) AND %s AND NOT %s"
                    .formatted(ON, FREE);

    private static final String LINES =
            "SELECT destination_id, subject, position, attempts, first_failed_at, due_at"
                    + " FROM destination_lines WHERE destination_id = ANY($1) ORDER BY due_at";

    /// Only while the claim is ours: else somebody has changed the destination, or works for it.
    /// Why somebody else has held it meanwhile stays.
    private static final String STORE =
            """
            UPDATE destinations SET position = $3, failures = $4, failing_since = $5, due_at = $6,
              last_success_at = greatest(last_success_at, $7),
              last_error = CASE WHEN $5::timestamptz IS NULL AND held_at IS NULL THEN NULL ELSE coalesce($8, last_error) END,
              claim = CASE WHEN $9 THEN NULL ELSE claim END,
              claimed_by = CASE WHEN $9 THEN NULL ELSE claimed_by END,
              claimed_until = CASE WHEN $9 THEN NULL ELSE now() + %s END
            WHERE id = $1 AND claim = $2\
            """
                    .formatted(CLAIMED_FOR);

    private static final String STOP =
            "UPDATE destinations SET held_at = coalesce(held_at, $3), paused = paused OR $4"
                    + " WHERE id = $1 AND claim = $2";

    private static final String AS_CLAIMED =
            "SELECT FROM destinations WHERE id = $1 AND claim = $2 AND updated_at = $3";

    private static final String RENEW =
            "UPDATE destinations SET claimed_until = now() + "
                    + CLAIMED_FOR
                    + " WHERE id = $1 AND claim = $2";

    private static final String RELEASE =
            "UPDATE destinations SET claim = NULL, claimed_by = NULL, claimed_until = NULL"
                    + " WHERE id = $1 AND claim = $2";

    private static final String LET_GO =
            "UPDATE destinations SET claimed_by = NULL, claimed_until = NULL"
                    + " WHERE id = $1 AND claim IS NULL AND claimed_by IS NOT DISTINCT FROM $2";

    private static final String KEEP_LINES =
            """
            INSERT INTO destination_lines (destination_id, subject, position, attempts, first_failed_at, due_at)
            SELECT $1, * FROM unnest($2::varchar[], $3::bigint[], $4::integer[], $5::timestamptz[], $6::timestamptz[])
            ON CONFLICT (destination_id, subject) DO UPDATE SET position = excluded.position,
              attempts = excluded.attempts, first_failed_at = excluded.first_failed_at, due_at = excluded.due_at\
            """;

    private static final String DROP_LINES =
            "DELETE FROM destination_lines WHERE destination_id = $1 AND subject = ANY($2)";

    private static final String NOTE =
            """
            INSERT INTO destination_attempts
              (destination_id, event_position, type, at, status, duration_ms, delivered, error, body)
            SELECT $1, * FROM unnest($2::bigint[], $3::varchar[], $4::timestamptz[], $5::integer[], $6::integer[],
              $7::boolean[], $8::varchar[], $9::varchar[])\
            """;

    private static final int LONGEST_ERROR = 500;

    private final Pool pool;
    private final Replica replica;

    DispatchTable(Pool pool, Replica replica) {
        this.pool = pool;
        this.replica = replica;
    }

    /// Those of them to which something may be sent now, and that nobody is at.
    Uni<List<Job>> claim(Collection<UUID> ids) {
        UUID[] all = ids.toArray(UUID[]::new);
        return pool.withTransaction(connection -> claimWithLines(connection, all));
    }

    /// Those of them to which something may be sent, and that somebody is at.
    Uni<List<UUID>> busy(Collection<UUID> ids) {
        return pool.preparedQuery(BUSY)
                .execute(
                        Tuple.newInstance(
                                io.vertx.sqlclient.Tuple.of((Object) ids.toArray(UUID[]::new))))
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(row -> row.getUUID("id"))
                                .toList());
    }

    private Uni<List<Job>> claimWithLines(SqlConnection connection, UUID[] all) {
        return connection
                .preparedQuery(CLAIM)
                .execute(Tuple.newInstance(io.vertx.sqlclient.Tuple.of(all, replica.claimant())))
                .chain(claimed -> withLines(connection, claimed));
    }

    private static Uni<List<Job>> withLines(SqlConnection connection, RowSet<Row> claimed) {
        if (claimed.size() == 0) {
            return Uni.createFrom().item(List.of());
        }
        UUID[] ids =
                StreamSupport.stream(claimed.spliterator(), false)
                        .map(row -> row.getUUID("id"))
                        .toArray(UUID[]::new);
        return connection
                .preparedQuery(LINES)
                .execute(Tuple.newInstance(io.vertx.sqlclient.Tuple.of(ids)))
                .map(DispatchTable::lines)
                .map(lines -> jobs(lines, claimed));
    }

    private static List<Job> jobs(Map<UUID, List<Line.Stored>> lines, RowSet<Row> claimed) {
        return StreamSupport.stream(claimed.spliterator(), false)
                .map(row -> job(row, lines.getOrDefault(row.getUUID("id"), List.of())))
                .toList();
    }

    private static Map<UUID, List<Line.Stored>> lines(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .collect(
                        groupingBy(
                                row -> row.getUUID("destination_id"),
                                mapping(DispatchTable::line, toList())));
    }

    private static Line.Stored line(Row row) {
        OffsetDateTime failed = row.getOffsetDateTime("first_failed_at");
        return new Line.Stored(
                row.getString("subject"),
                row.getLong("position"),
                row.getInteger("attempts"),
                failed == null ? null : failed.toInstant(),
                row.getOffsetDateTime("due_at").toInstant());
    }

    private static Job job(Row row, List<Line.Stored> lines) {
        return new Job(
                row.getUUID("id"),
                row.getUUID("claim"),
                row.getLong("claimed_by"),
                row.getOffsetDateTime("updated_at"),
                row.getString("tenant_id"),
                row.getString("url"),
                WantedTypes.of(row.getArrayOfStrings("types")),
                row.getString("secret"),
                row.getString("previous_secret"),
                row.getLong("position"),
                row.getInteger("failures"),
                row.getBoolean("failing"),
                lines);
    }

    /// @param release whether the claim ends with it
    /// @return false when the claim was not ours any more, and nothing is stored
    Uni<Boolean> store(Job job, Advance progress, boolean release) {
        return pool.withTransaction(connection -> store(connection, job, progress, release));
    }

    private Uni<Boolean> store(
            SqlConnection connection, Job job, Advance progress, boolean release) {
        return stop(connection, job, progress)
                .chain(() -> storeJob(connection, job, progress, release))
                .chain(rows -> storeDetails(rows, connection, job, progress));
    }

    private static Uni<RowSet<Row>> storeJob(
            SqlConnection connection, Job job, Advance progress, boolean release) {
        return connection.preparedQuery(STORE).execute(stored(job, progress, release));
    }

    private Uni<Boolean> storeDetails(
            RowSet<Row> rows, SqlConnection connection, Job job, Advance progress) {
        return rows.rowCount() == 0
                ? letGo(connection, job).replaceWith(false)
                : details(connection, job.id(), progress).replaceWith(true);
    }

    /// Somebody has had it begin anew, and waits until nothing of ours is under way.
    private Uni<Void> letGo(SqlConnection connection, Job job) {
        return connection
                .preparedQuery(LET_GO)
                .execute(Tuple.newInstance(io.vertx.sqlclient.Tuple.of(job.id(), job.claimedBy())))
                .replaceWithVoid();
    }

    /// A statement of its own: whoever names these columns has everybody told.
    private static Uni<Void> stop(SqlConnection connection, Job job, Advance progress) {
        return progress.heldAt() == null && !progress.paused()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(STOP)
                        .execute(
                                Tuple.newInstance(
                                        io.vertx.sqlclient.Tuple.of(
                                                job.id(),
                                                job.claim(),
                                                at(progress.heldAt()),
                                                progress.paused())))
                        .replaceWithVoid();
    }

    private static Tuple stored(Job job, Advance progress, boolean release) {
        return Tuple.newInstance(
                io.vertx.sqlclient.Tuple.of(
                        job.id(),
                        job.claim(),
                        progress.position(),
                        progress.failures(),
                        at(progress.failingSince()),
                        at(progress.dueAt()),
                        at(progress.lastSuccessAt()),
                        text(progress.lastError()),
                        release));
    }

    private static Uni<Void> details(SqlConnection connection, UUID id, Advance progress) {
        return unless(progress.done().isEmpty(), () -> dropLines(connection, id, progress))
                .chain(() ->
                        unless(
                                progress.lines().isEmpty(),
                                () -> keepLines(connection, id, progress)))
                .chain(() -> noteAttempts(progress, connection, id));
    }

    private static Uni<RowSet<Row>> keepLines(SqlConnection connection, UUID id, Advance progress) {
        return connection.preparedQuery(KEEP_LINES).execute(kept(id, progress.lines()));
    }

    private static Uni<RowSet<Row>> dropLines(SqlConnection connection, UUID id, Advance progress) {
        return connection
                .preparedQuery(DROP_LINES)
                .execute(
                        Tuple.newInstance(
                                io.vertx.sqlclient.Tuple.of(
                                        id, (Object) progress.done().toArray(String[]::new))));
    }

    private static Uni<Void> noteAttempts(Advance progress, SqlConnection connection, UUID id) {
        return unless(
                progress.attempts().isEmpty(),
                () -> connection.preparedQuery(NOTE).execute(noted(id, progress.attempts())));
    }

    private static Uni<Void> unless(boolean nothing, Supplier<Uni<RowSet<Row>>> statement) {
        return nothing ? Uni.createFrom().voidItem() : statement.get().replaceWithVoid();
    }

    private static Tuple kept(UUID id, List<Line.Stored> lines) {
        return Tuple.newInstance(
                io.vertx.sqlclient.Tuple.of(
                        id,
                        column(lines, Line.Stored::subject, String[]::new),
                        column(lines, Line.Stored::position, Long[]::new),
                        column(lines, Line.Stored::attempts, Integer[]::new),
                        column(lines, it -> at(it.firstFailedAt()), OffsetDateTime[]::new),
                        column(lines, it -> at(it.dueAt()), OffsetDateTime[]::new)));
    }

    private static Tuple noted(UUID id, List<AttemptNote> notes) {
        io.vertx.sqlclient.Tuple all = io.vertx.sqlclient.Tuple.tuple();
        all.addValue(id);
        all.addValue(column(notes, AttemptNote::position, Long[]::new));
        all.addValue(column(notes, it -> it.type().code(), String[]::new));
        all.addValue(column(notes, it -> at(it.at()), OffsetDateTime[]::new));
        all.addValue(column(notes, it -> it.answered().status(), Integer[]::new));
        all.addValue(column(notes, it -> it.answered().durationMs(), Integer[]::new));
        all.addValue(column(notes, it -> it.answered().isDelivered(), Boolean[]::new));
        all.addValue(column(notes, it -> text(it.answered().error()), String[]::new));
        all.addValue(column(notes, it -> it.answered().body(), String[]::new));
        return Tuple.newInstance(all);
    }

    private static <T, C> C[] column(
            List<T> rows, Function<T, ? extends @Nullable C> value, Function<Integer, C[]> array) {
        C[] column = array.apply(rows.size());
        for (int index = 0; index < rows.size(); index++) {
            column[index] = value.apply(rows.get(index));
        }
        return column;
    }

    /// Others may have it; nothing has become of it here.
    Uni<Void> release(Job job) {
        return pool.preparedQuery(RELEASE)
                .execute(Tuple.of(job.id(), job.claim()))
                .replaceWithVoid();
    }

    /// Nobody can read its secret.
    Uni<Void> giveUp(Job job) {
        return pool.preparedQuery(DestinationSecrets.GIVE_UP)
                .execute(Tuple.of(job.id()))
                .chain(() -> release(job));
    }

    /// Whether it is ours, and nobody has changed it since.
    Uni<Boolean> isAsClaimed(Job job) {
        return pool.preparedQuery(AS_CLAIMED)
                .execute(Tuple.of(job.id(), job.claim(), job.updatedAt()))
                .map(rows -> rows.rowCount() == 1);
    }

    /// @return false when the claim was not ours any more
    Uni<Boolean> renew(Job job) {
        return pool.withTransaction(connection -> renew(connection, job));
    }

    private Uni<Boolean> renew(SqlConnection connection, Job job) {
        return connection
                .preparedQuery(RENEW)
                .execute(Tuple.of(job.id(), job.claim()))
                .map(rows -> rows.rowCount() == 1)
                .call(ours -> ours ? Uni.createFrom().voidItem() : letGo(connection, job));
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable String text(@Nullable String text) {
        return text == null ? null : CleanText.shortened(CleanText.of(text), LONGEST_ERROR);
    }
}
