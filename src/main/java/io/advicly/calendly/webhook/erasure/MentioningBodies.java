package io.advicly.calendly.webhook.erasure;

import io.advicly.calendly.meeting.redaction.AddressPattern;
import io.advicly.calendly.platform.time.SqlTime;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/// Finds the bodies that may mention an address, a page at a time, without reading the inbox: those
/// that are settled by the addresses they mention (ADR 17), and those of which that is not known.
///
/// Of the organizations that the tenant is connected to, or nobody any more.
@ApplicationScoped
class MentioningBodies {

    private static final int PAGE = 500;

    /// In which order they are gone through. A delivery moves from each to a later one, so that
    /// none is missed: pending ones are settled, and what is known of a body stays known. One that
    /// is replayed meanwhile, and was not read, is claimed after the address was remembered, and
    /// loses it then.
    enum Part {
        PENDING(
                """
                page AS MATERIALIZED (
                  SELECT id, greatest(turn, due_at) AS turn FROM calendly_webhook_deliveries
                  WHERE state = 'pending' AND mentions IS NULL
                    AND (greatest(turn, due_at), id) > ($6, $1)
                  ORDER BY greatest(turn, due_at), id LIMIT %d)\
                """,
                SEARCHED),
        UNREAD(
                """
                page AS MATERIALIZED (
                  SELECT id, CAST(NULL AS timestamptz) AS turn FROM calendly_webhook_deliveries
                  WHERE mentions IS NULL AND state <> 'pending' AND id > $1 ORDER BY id LIMIT %d)\
                """,
                SEARCHED),
        /// First all of them: in the order of their ids they would be found by reading everything.
        READ(
                """
                found AS MATERIALIZED (
                  SELECT id FROM calendly_webhook_deliveries
                  WHERE mentions IS NOT NULL AND mentions @> ARRAY[calendly_address_bucket($3)]),
                page AS MATERIALIZED (
                  SELECT id, CAST(NULL AS timestamptz) AS turn FROM found
                  WHERE id > $1 ORDER BY id LIMIT %d)\
                """,
                "true");

        private final String sql;

        /// @param which bodies of the page are read
        Part(String page, String which) {
            this.sql = bodies(page.formatted(PAGE), which);
        }

        Place start() {
            return new Place(this, SqlTime.at(Instant.EPOCH), new UUID(0, 0));
        }

        Optional<Place> end() {
            return switch (this) {
                case PENDING -> Optional.of(UNREAD.start());
                case UNREAD -> Optional.of(READ.start());
                case READ -> Optional.empty();
            };
        }
    }

    private static String bodies(String page, String which) {
        return """
        WITH %s
        SELECT page.id, page.turn, d.body FROM page LEFT JOIN calendly_webhook_deliveries d
          ON d.id = page.id
          AND (EXISTS (SELECT FROM calendar_connections c
                 WHERE c.calendly_organization_uri = d.organization_uri AND c.tenant_id = $2)
            OR NOT EXISTS (SELECT FROM calendar_connections c
                 WHERE c.calendly_organization_uri = d.organization_uri))
          AND %s
        ORDER BY page.turn, page.id\
        """
                .formatted(page, which);
    }

    /// As people write it, as it stands in URLs, or written with escapes, which [BodyErasure]
    /// understands.
    private static final String SEARCHED =
            """
            ($5 OR calendly_mentions(encode(d.body, 'escape'), $3, $4)
              OR position('\\x5c75'::bytea IN d.body) > 0)\
            """;

    /// For this inbox and this address, and never by reading it from end to end: statistics of an
    /// hour ago may say that this is quicker.
    private static final String PLANNING =
            "SELECT set_config('plan_cache_mode', 'force_custom_plan', true),"
                    + " set_config('enable_seqscan', 'off', true)";

    private final Pool pool;

    MentioningBodies(Pool pool) {
        this.pool = pool;
    }

    /// One that may mention the address.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Found(UUID id, byte[] body) {}

    /// Where the search is.
    record Place(Part part, OffsetDateTime turn, UUID id) {

        private Place after(Row row) {
            return new Place(
                    part,
                    part == Part.PENDING ? row.getOffsetDateTime("turn") : turn,
                    row.getUUID("id"));
        }

        private Tuple parameters(String tenant, AddressPattern addressPattern) {
            Tuple all = Tuple.of(id, tenant, addressPattern.plain());
            return switch (part) {
                case PENDING -> searched(all, addressPattern).addOffsetDateTime(turn);
                case UNREAD -> searched(all, addressPattern);
                case READ -> all;
            };
        }

        private static Tuple searched(Tuple all, AddressPattern addressPattern) {
            return all.addString(addressPattern.encoded())
                    .addBoolean(addressPattern.mayBeWrittenOtherwise());
        }
    }

    /// @param next empty after the last
    record Page(List<Found> found, Optional<Place> next) {}

    static Place start() {
        return Part.PENDING.start();
    }

    Uni<Page> page(String tenant, AddressPattern addressPattern, Place place) {
        return pool.withTransaction(
                        connection -> planAndRead(connection, place, tenant, addressPattern))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).toList())
                .map(rows -> new Page(found(rows), next(rows, place)));
    }

    private static Uni<RowSet<Row>> planAndRead(
            SqlConnection connection, Place place, String tenant, AddressPattern addressPattern) {
        return connection
                .query(PLANNING)
                .execute()
                .chain(() ->
                        connection
                                .preparedQuery(place.part().sql)
                                .execute(place.parameters(tenant, addressPattern)));
    }

    private static List<Found> found(List<Row> rows) {
        return rows.stream()
                .filter(row -> row.getBuffer("body") != null)
                .map(row -> new Found(row.getUUID("id"), row.getBuffer("body").getBytes()))
                .toList();
    }

    private static Optional<Place> next(List<Row> rows, Place place) {
        return rows.size() < PAGE ? place.part().end() : Optional.of(place.after(rows.getLast()));
    }
}
