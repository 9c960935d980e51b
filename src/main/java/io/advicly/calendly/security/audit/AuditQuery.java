package io.advicly.calendly.security.audit;

import io.advicly.calendly.platform.list.Cursor;
import io.advicly.calendly.platform.list.QueryParameters;
import io.advicly.calendly.platform.text.CleanText;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// Which entries of the audit are meant.
public class AuditQuery {

    private static final String ABOUT =
            "coalesce(details ->> 'delivery', details ->> 'replay', details ->> 'destination', details ->> 'sync')";

    @QueryParam("action")
    @Nullable String action;

    @QueryParam("tenant")
    @Nullable String tenant;

    @QueryParam("user")
    @Nullable String user;

    /// Who did it, whether or not that was the user concerned.
    @QueryParam("actor")
    @Nullable String actor;

    @QueryParam("connection")
    @Nullable String connection;

    /// What it was done to: the id of a delivery, a replay, a destination or a sync.
    @QueryParam("about")
    @Nullable String about;

    @QueryParam("from")
    @Nullable String from;

    @QueryParam("to")
    @Nullable String to;

    @QueryParam("limit")
    @Nullable String limit;

    @QueryParam("cursor")
    @Nullable String cursor;

    int size() {
        return QueryParameters.limit(limit);
    }

    /// Where, and with what. The latest first.
    ///
    /// @throws io.quarkiverse.resteasy.problem.HttpProblem (400) that names the parameter and says
    ///   what it wants
    Condition condition() {
        Condition condition = new Condition();
        condition.text("action = $%d", action);
        condition.text("tenant_id = $%d", tenant);
        condition.text("user_id = $%d", user);
        condition.text("coalesce(actor_user_id, user_id) = $%d", actor);
        condition.text(ABOUT + " IS NOT NULL AND " + ABOUT + " = $%d", about);
        if (connection != null) {
            condition.parameters.addUUID(QueryParameters.uuid("connection", connection));
            condition.add("connection_id = $%d".formatted(condition.parameters.size()));
        }
        condition.time("at >= $%d", "from", from);
        condition.time("at < $%d", "to", to);
        if (cursor != null) {
            condition.before(QueryParameters.cursor(cursor));
        }
        return condition;
    }

    /// Conditions of SQL with their parameters.
    static final class Condition {

        private final StringJoiner all = new StringJoiner(" AND ", " WHERE ", "").setEmptyValue("");
        private final Tuple parameters = Tuple.tuple();

        String where() {
            return all.toString();
        }

        Tuple parameters() {
            return parameters;
        }

        private void add(String condition) {
            var _ = all.add(condition);
        }

        /// PostgreSQL has no text with U+0000 in it: nothing equals it, and asking would fail.
        private void text(String condition, @Nullable String text) {
            if (text != null && CleanText.isClean(text)) {
                parameters.addString(text);
                add(condition.formatted(parameters.size()));
            } else if (text != null) {
                add("false");
            }
        }

        private void time(String condition, String name, @Nullable String text) {
            if (text != null) {
                time(condition, QueryParameters.time(name, text));
            }
        }

        private void time(String condition, Instant time) {
            parameters.addOffsetDateTime(time.atOffset(ZoneOffset.UTC));
            add(condition.formatted(parameters.size()));
        }

        private void before(Cursor end) {
            parameters
                    .addOffsetDateTime(end.time().atOffset(ZoneOffset.UTC))
                    .addLong(end.id().getLeastSignificantBits());
            add("(at, id) < ($%d, $%d)".formatted(parameters.size() - 1, parameters.size()));
        }
    }
}
