package io.advicly.calendly.destination.operator;

import io.advicly.calendly.destination.operator.DestinationSearch.State;
import io.advicly.calendly.platform.list.Cursor;
import io.advicly.calendly.platform.time.SqlTime;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Destinations as SQL: the latest first, each with what it is behind. Pure.
///
/// @param parameters the first is the types that are usual
record DestinationListing(String sql, Tuple parameters) {

    /// So many events are looked at for each: whoever is further behind is not counted to the end.
    static final int COUNTED = 1_000;

    /// What the destination has not read yet, or has put aside; those of its tenant, or of all.
    private static final String WAITING =
            """
            SELECT e.created_at, e.type FROM waiting_events(d.tenant_id, d.position, %1$d) e
            UNION ALL
            (SELECT e.created_at, e.type FROM destination_lines l JOIN events e ON e.subject = l.subject
             WHERE l.destination_id = d.id AND e.position >= l.position AND e.position <= d.position
               AND (d.tenant_id = '*' OR e.tenant_id = d.tenant_id) LIMIT %1$d)\
            """
                    .formatted(COUNTED);

    private static final String SELECT =
            """
            SELECT d.id, d.tenant_id, d.url, coalesce(d.types, $1) AS types, d.description, d.paused, d.held_at,
              d.failures, d.last_success_at, d.failing_since, d.due_at, d.last_error, d.created_at,
              CASE WHEN d.previous_until > now() THEN d.previous_until END AS old_secret_until,
              behind.events, behind.seconds, behind.seen
            FROM (SELECT * FROM destinations d%s) AS d
            CROSS JOIN LATERAL (
              SELECT count(*) AS seen, count(*) FILTER (WHERE wanted) AS events,
                CAST(coalesce(extract(epoch FROM now() - min(created_at) FILTER (WHERE wanted)), 0) AS bigint) AS seconds
              FROM (SELECT created_at, type = ANY(coalesce(d.types, $1)) AS wanted
                    FROM (%s) AS waiting) AS each) AS behind
            ORDER BY d.created_at DESC, d.id DESC\
            """;

    static DestinationListing page(
            String[] usual,
            @Nullable String tenant,
            @Nullable State state,
            @Nullable Cursor after,
            int limit) {
        Tuple parameters = Tuple.tuple().addArrayOfString(usual);
        StringJoiner where = new StringJoiner(" AND ", " WHERE ", "").setEmptyValue("");
        if (tenant != null) {
            parameters.addString(tenant);
            var _ = where.add("d.tenant_id = $" + parameters.size());
        }
        if (state != null) {
            var _ = where.add(state == State.ACTIVE ? state.condition : inTrouble(state));
        }
        if (after != null) {
            parameters.addOffsetDateTime(SqlTime.at(after.time())).addUUID(after.id());
            var _ =
                    where.add(
                            "(d.created_at, d.id) < ($%d, $%d)"
                                    .formatted(parameters.size() - 1, parameters.size()));
        }
        String order = " ORDER BY d.created_at DESC, d.id DESC LIMIT " + (limit + 1);
        return new DestinationListing(SELECT.formatted(where + order, WAITING), parameters);
    }

    /// Names the condition of the index, too.
    private static String inTrouble(State state) {
        return state == State.TROUBLE
                ? state.condition
                : state.condition + " AND " + State.TROUBLE.condition;
    }

    static DestinationListing one(String[] usual, UUID id) {
        return new DestinationListing(
                SELECT.formatted(" WHERE d.id = $2", WAITING),
                Tuple.tuple().addArrayOfString(usual).addUUID(id));
    }
}
