package io.advicly.calendly.sync.operator;

import io.advicly.calendly.platform.list.Cursor;
import io.advicly.calendly.platform.list.QueryParameters;
import io.advicly.calendly.platform.text.CleanText;
import io.advicly.calendly.platform.time.SqlTime;
import io.advicly.calendly.sync.job.SyncKind;
import io.advicly.calendly.sync.operator.SyncSearch.State;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Syncs as SQL: the latest first. Pure.
///
/// The latest of each state and kind are found first: by one index, whatever is asked for. Those of
/// a tenant, a user or a connection are few, or found soon.
record SyncListing(String sql, Tuple parameters) {

    private static final String FROM =
            " FROM sync_jobs j JOIN calendar_connections c ON c.id = j.connection_id WHERE ";

    private static final String COLUMNS =
            """
            SELECT j.id, j.connection_id, c.tenant_id, c.user_id, j.kind, j.state, j.window_from, j.window_to,
              j.pages, j.meetings, j.unreadable, j.attempts, j.listed, j.due_at, j.last_error, j.created_at,
              j.finished_at, j.claimed_in IS NOT NULL AS claimed\
            """;

    private static final String ESTIMATED =
            """
            SELECT found.*, (SELECT before.meetings FROM sync_jobs before
              WHERE before.connection_id = found.connection_id AND before.state = 'done'
              ORDER BY before.created_at DESC LIMIT 1) AS estimate
            FROM (%s) AS found ORDER BY created_at DESC, id DESC\
            """;

    static SyncListing page(SyncSearch search) {
        Tuple parameters = Tuple.tuple();
        String narrower = narrower(search, parameters);
        String order = " ORDER BY created_at DESC, id DESC LIMIT " + (search.size() + 1);
        State state = search.wanted();
        SyncKind kind = search.wantedKind();
        String rest = (state == null ? "" : state.condition) + narrower + order;
        String each =
                (state == null ? Stream.of("pending", "done", "failed") : Stream.of(state.stored))
                        .flatMap(stored -> kinds(kind).map(one -> in(stored, one)))
                        .map(place -> COLUMNS + FROM + place + rest)
                        .collect(
                                Collectors.joining(
                                        ") UNION ALL (",
                                        "SELECT any_of.* FROM ((",
                                        ")) AS any_of"));
        return new SyncListing(ESTIMATED.formatted(each + order), parameters);
    }

    static SyncListing one(UUID id) {
        return new SyncListing(
                ESTIMATED.formatted(COLUMNS + FROM + "j.id = $1"), Tuple.tuple().addUUID(id));
    }

    private static Stream<SyncKind> kinds(@Nullable SyncKind kind) {
        return kind == null ? Arrays.stream(SyncKind.values()) : Stream.of(kind);
    }

    private static String in(String stored, SyncKind kind) {
        return "j.state = '%s' AND j.kind = '%s'"
                .formatted(stored, kind.name().toLowerCase(Locale.ROOT));
    }

    private static String narrower(SyncSearch search, Tuple parameters) {
        StringBuilder where = new StringBuilder();
        text(where, "c.tenant_id = $%d", search.tenant, parameters);
        text(where, "c.user_id = $%d", search.user, parameters);
        if (search.connection != null) {
            parameters.addUUID(QueryParameters.uuid("connection", search.connection));
            and(where, "j.connection_id = $%d".formatted(parameters.size()));
        }
        time(where, "j.created_at >= $%d", "from", search.from, parameters);
        time(where, "j.created_at < $%d", "to", search.to, parameters);
        if (search.cursor != null) {
            Cursor after = QueryParameters.cursor(search.cursor);
            parameters.addOffsetDateTime(SqlTime.at(after.time())).addUUID(after.id());
            and(
                    where,
                    "(j.created_at, j.id) < ($%d, $%d)"
                            .formatted(parameters.size() - 1, parameters.size()));
        }
        return where.toString();
    }

    /// PostgreSQL has no text with U+0000 in it: nothing equals it, and asking would fail.
    private static void text(
            StringBuilder where, String condition, @Nullable String text, Tuple parameters) {
        if (text != null && CleanText.isClean(text)) {
            parameters.addString(text);
            and(where, condition.formatted(parameters.size()));
        } else if (text != null) {
            and(where, "false");
        }
    }

    private static void time(
            StringBuilder where,
            String condition,
            String name,
            @Nullable String text,
            Tuple parameters) {
        if (text != null) {
            Instant time = QueryParameters.time(name, text);
            parameters.addOffsetDateTime(SqlTime.at(time));
            and(where, condition.formatted(parameters.size()));
        }
    }

    private static void and(StringBuilder where, String condition) {
        where.append(" AND ").append(condition);
    }
}
