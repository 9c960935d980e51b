package io.advicly.calendly.security.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.platform.list.Cursor;
import io.advicly.calendly.platform.list.Slice;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Reads the audit.
@ApplicationScoped
class AuditReader {

    private static final String SELECT =
            "SELECT id, at, action, tenant_id, user_id, connection_id, actor_tenant_id, actor_user_id,"
                    + " client_address, user_agent, CAST(details AS text) AS details FROM audit_events";

    private final Pool pool;
    private final ObjectMapper json;

    AuditReader(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /// @param persons whether addresses and user agents may be shown
    Uni<AuditEntryView.Page> page(AuditQuery query, boolean persons) {
        AuditQuery.Condition condition = query.condition();
        return pool.preparedQuery(page(condition, query.size()))
                .execute(condition.parameters())
                .map(rows -> slice(rows, persons, query))
                .map(slice -> new AuditEntryView.Page(slice.rows(), slice.nextCursor()));
    }

    private Slice<AuditEntryView> slice(RowSet<Row> rows, boolean persons, AuditQuery query) {
        return Slice.of(
                StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> view(row, persons))
                        .toList(),
                query.size(),
                entry -> new Cursor(entry.at(), new UUID(0, entry.id())));
    }

    /// The latest first, and one more where there are more.
    static String page(AuditQuery.Condition condition, int limit) {
        return SELECT + condition.where() + " ORDER BY at DESC, id DESC LIMIT " + (limit + 1);
    }

    private AuditEntryView view(Row row, boolean persons) {
        return new AuditEntryView(
                row.getLong("id"),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("action"),
                row.getString("tenant_id"),
                row.getString("user_id"),
                row.getUUID("connection_id"),
                actor(row),
                persons ? row.getString("client_address") : null,
                persons ? row.getString("user_agent") : null,
                details(row.getString("details"), persons));
    }

    private static AuditEntryView.@Nullable Actor actor(Row row) {
        String user = row.getString("actor_user_id");
        return user == null
                ? null
                : new AuditEntryView.Actor(row.getString("actor_tenant_id"), user);
    }

    /// What somebody gave as a reason is written by people, of people.
    private JsonNode details(String text, boolean persons) {
        try {
            JsonNode details = json.readTree(text);
            if (!persons && details instanceof ObjectNode object) {
                object.remove("reason");
            }
            return details;
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
