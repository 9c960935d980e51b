package io.advicly.calendly.webhook.queue;

import io.advicly.calendly.platform.claims.Replica;
import io.advicly.calendly.platform.text.CleanText;
import io.advicly.calendly.platform.time.SqlTime;
import io.advicly.calendly.webhook.ClaimedDelivery;
import io.advicly.calendly.webhook.erasure.BodyMentions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The inbox from the worker's side. Every call is one statement in one transaction, planned anew:
/// the plan for an inbox that was empty a moment ago, kept for one with ten thousand rows, takes
/// seconds. What is due, and whose lease has ended, goes by the database's clock.
@ApplicationScoped
public class DeliveryQueue {

    /// How far what may be taken ahead of its turn is looked for: past what is to be tried again
    /// later. What has its turn is found wherever it stands.
    private static final int REACH = 2_000;

    /// Whether nobody who lives is at it: it has no lease, the lease has ended, or its owner is
    /// dead. Also where this process (`$6`) has claimed it and is not at it (`$5` is what it is
    /// at): the database's answer was lost, to the claim or to the settling. That is taken again as
    /// many seconds later as it was claimed, so that a fault that stays makes no tight loop.
    public static final String FREE =
            "(d.leased_until IS NULL OR d.leased_until <= now() OR "
                    + Replica.isDead("d.claimed_by")
                    + " OR (d.claimed_in = $6 AND d.id <> ALL($5::uuid[])"
                    + " AND d.leased_until - $1::bigint * interval '1 millisecond'"
                    + " + d.claims * interval '1 second' <= now()))";

    /// How a claim is made.
    public static final String TAKEN =
            "leased_until = now() + $1::bigint * interval '1 millisecond', claims = d.claims + 1,"
                    + " claimed_by = $3, claimed_in = $6";

    /// What is known of each that is taken.
    public static final String FOUND =
            "d.id, d.subscription_id, d.organization_uri, d.body, d.attempts + 1 AS attempt, d.claims,"
                    + " CAST(1000 * extract(epoch FROM now() - d.due_at) AS bigint) AS waited,"
                    + " EXISTS (SELECT FROM erased_addresses) AS erasures";

    /// First what has its turn; then, ahead of their turns, those of organizations that have many.
    /// What somebody is at counts for nothing in either: it is only passed by, however much it is.
    /// The latter are found by their places in the table: a join would be planned by how many were
    /// pending when that was last counted, and take minutes where they have become many.
    ///
    /// Of these, as many as fit into memory, and one at least. How large a body is stands in its
    /// row: it is not compressed, and only what is taken is read.
    ///
    /// The lease ends by itself, and with its owner's row: should this process die, the rows are to
    /// be had again. What is erased after this has been asked is erased from these rows too: they
    /// are there.
    static final String CLAIM =
            """
            WITH in_turn AS MATERIALIZED (
              SELECT d.id, greatest(d.turn, d.due_at) AS place, octet_length(d.body) AS bytes
              FROM calendly_webhook_deliveries d
              WHERE d.state = 'pending' AND greatest(d.turn, d.due_at) <= now() AND NOT d.to_fetch
                AND %1$s
              ORDER BY greatest(d.turn, d.due_at) LIMIT $2
              FOR UPDATE SKIP LOCKED),
            ahead AS MATERIALIZED (
              SELECT d.id, greatest(d.turn, d.due_at) AS place, octet_length(d.body) AS bytes
              FROM calendly_webhook_deliveries d
              WHERE d.ctid = ANY(ARRAY(
                  SELECT place FROM (
                    SELECT d.ctid AS place, d.due_at FROM calendly_webhook_deliveries d
                    WHERE d.state = 'pending' AND greatest(d.turn, d.due_at) > now()
                      AND NOT d.to_fetch AND %1$s
                    ORDER BY greatest(d.turn, d.due_at) LIMIT %2$d) AS next
                  WHERE due_at <= now()))
                AND d.state = 'pending' AND d.due_at <= now() AND NOT d.to_fetch AND %1$s
              ORDER BY greatest(d.turn, d.due_at) LIMIT $2 - (SELECT count(*) FROM in_turn)
              FOR UPDATE SKIP LOCKED),
            due AS MATERIALIZED (
              SELECT id, sum(bytes) OVER so_far <= $4 OR row_number() OVER so_far = 1 AS fits
              FROM (SELECT * FROM in_turn UNION ALL SELECT * FROM ahead) AS found
              WINDOW so_far AS (ORDER BY place ROWS UNBOUNDED PRECEDING))
            UPDATE calendly_webhook_deliveries d
            SET %3$s
            FROM due WHERE d.id = due.id AND due.fits
            RETURNING %4$s, EXISTS (SELECT FROM due WHERE NOT fits) AS cut\
            """
                    .formatted(FREE, REACH, TAKEN, FOUND);

    /// How many attempts of a delivery are remembered: the latest.
    private static final int LOGGED = 30;

    /// Never undoes what another worker has settled, should our lease have ended; and tries again
    /// only while the lease is ours. What a body mentions stays as it is where it is known: the
    /// body was rewritten since it was claimed.
    ///
    /// What is to be fetched stands behind everybody's turn from then on, so that nobody passes by
    /// it who looks for what has its turn (`FetchQueue`).
    private static final String SETTLE =
            """
            UPDATE calendly_webhook_deliveries d
            SET state = s.state, event = coalesce(s.event, d.event), last_error = s.note,
                attempts = d.attempts + CASE WHEN s.to_fetch THEN 0 ELSE 1 END,
                due_at = coalesce(s.due_at, d.due_at),
                turn = CASE WHEN s.to_fetch OR d.to_fetch THEN now() + interval '10 years'
                  ELSE coalesce(s.due_at, d.turn) END,
                to_fetch = s.to_fetch OR d.to_fetch,
                processed_at = CASE WHEN s.state = 'pending' THEN NULL ELSE now() END,
                leased_until = NULL, claimed_by = NULL, claimed_in = NULL,
                mentions = coalesce(d.mentions, %s),
                calendly_event_uri = coalesce(s.concerned, d.calendly_event_uri),
                attempt_log = CASE WHEN s.to_fetch THEN d.attempt_log
                  ELSE (CASE WHEN jsonb_array_length(d.attempt_log) >= %d THEN d.attempt_log - 0
                             ELSE coalesce(d.attempt_log, '[]') END)
                    || jsonb_build_object('at', now(), 'outcome', s.outcome, 'error', s.note,
                                          'duration_ms', s.tried) END
            FROM unnest($1::uuid[], $2::integer[], $3::varchar[], $4::varchar[], $5::varchar[],
                        $6::timestamptz[], $7::text[], $8::boolean[], $9::varchar[], $10::varchar[],
                        $11::bigint[])
              AS s (id, claims, state, event, note, due_at, mentions, to_fetch, concerned, outcome, tried)
            WHERE d.id = s.id AND d.state = 'pending'
              AND (s.state <> 'pending' OR d.claims = s.claims)\
            """
                    .formatted(BodyMentions.buckets("s.mentions"), LOGGED);

    private static final String PLAN_ANEW = "SET LOCAL plan_cache_mode = force_custom_plan";

    private final Pool pool;
    private final Replica replica;
    private final Clock clock;

    DeliveryQueue(Pool pool, Replica replica, Clock clock) {
        this.pool = pool;
        this.replica = replica;
        this.clock = clock;
    }

    /// Takes up to `limit` deliveries that are due, in the order of their turns, for `lease`; no
    /// more than have `bytes` in their bodies, but one however large it is.
    ///
    /// @param held what this process has claimed by the same statement, as far as it knows
    public Uni<Claim> claim(int limit, long bytes, Duration lease, Set<UUID> held) {
        return claim(CLAIM, parameters(limit, bytes, lease, held), limit, lease);
    }

    /// The same with another statement, which has these parameters, and maybe more.
    public Uni<Claim> claim(String statement, Tuple parameters, int limit, Duration lease) {
        // Before the lease begins, so that it never seems longer than it is.
        Instant until = clock.instant().plus(lease);
        Function<Row, Taken> taking = row -> taken(row, until);
        return planned(connection ->
                        connection.preparedQuery(statement).mapping(taking).execute(parameters))
                .map(rows -> claim(limit, rows));
    }

    public Tuple parameters(int limit, long bytes, Duration lease, Set<UUID> held) {
        return Tuple.tuple()
                .addLong(lease.toMillis())
                .addInteger(limit)
                .addLong(replica.claimant())
                .addLong(bytes)
                .addArrayOfUUID(held.toArray(UUID[]::new))
                .addLong(replica.number());
    }

    private static Claim claim(int limit, RowSet<Taken> rows) {
        List<ClaimedDelivery> deliveries = new ArrayList<>(rows.size());
        boolean cut = false;
        for (Taken one : rows) {
            deliveries.add(one.delivery());
            cut |= one.cut();
        }
        return new Claim(deliveries, cut || deliveries.size() >= limit);
    }

    /// @param cut whether others that are due did not fit beside it
    private record Taken(ClaimedDelivery delivery, boolean cut) {}

    /// Row by row as they come: the client's own copy of a body is gone with its row.
    private static Taken taken(Row row, Instant leasedUntil) {
        return new Taken(claimed(row, leasedUntil), row.getBoolean("cut"));
    }

    /// Keeps what became of these deliveries.
    Uni<Void> settle(List<Settlement> settlements) {
        int count = settlements.size();
        UUID[] ids = new UUID[count];
        Integer[] claims = new Integer[count];
        String[] states = new String[count];
        @Nullable String[] events = new String[count];
        @Nullable String[] notes = new String[count];
        @Nullable OffsetDateTime[] dues = new OffsetDateTime[count];
        @Nullable String[] mentions = new String[count];
        Boolean[] toFetch = new Boolean[count];
        @Nullable String[] concerned = new String[count];
        String[] outcomes = new String[count];
        Long[] tried = new Long[count];
        for (int index = 0; index < count; index++) {
            Settlement settlement = settlements.get(index);
            ids[index] = settlement.delivery().id();
            claims[index] = settlement.delivery().claims();
            states[index] = settlement.state();
            events[index] = storable(settlement.disposition().event());
            notes[index] = storable(settlement.note());
            Instant due = settlement.dueAt();
            dues[index] = due == null ? null : SqlTime.at(due);
            mentions[index] = settlement.mentions();
            toFetch[index] = settlement.toFetch();
            concerned[index] = settlement.concernedEvent();
            outcomes[index] = settlement.outcome();
            tried[index] = settlement.tried().toMillis();
        }
        Tuple settled =
                Tuple.newInstance(
                        io.vertx.sqlclient.Tuple.from(
                                new Object[] {
                                    ids, claims, states, events, notes, dues, mentions, toFetch,
                                    concerned, outcomes, tried
                                }));
        return planned(connection -> connection.preparedQuery(SETTLE).execute(settled))
                .replaceWithVoid();
    }

    private <T> Uni<T> planned(Function<SqlConnection, Uni<T>> statement) {
        return pool.withTransaction(connection ->
                connection.query(PLAN_ANEW).execute().chain(() -> statement.apply(connection)));
    }

    private static ClaimedDelivery claimed(Row row, Instant leasedUntil) {
        return new ClaimedDelivery(
                row.getUUID("id"),
                row.getUUID("subscription_id"),
                row.getString("organization_uri"),
                row.getBuffer("body").getBytes(),
                row.getInteger("attempt"),
                row.getInteger("claims"),
                leasedUntil,
                Duration.ofMillis(row.getLong("waited")),
                row.getBoolean("erasures"));
    }

    /// PostgreSQL keeps no U+0000 in a text, and an outcome that cannot be written would be
    /// repeated for ever.
    private static @Nullable String storable(@Nullable String text) {
        return CleanText.ofNullable(text);
    }
}
