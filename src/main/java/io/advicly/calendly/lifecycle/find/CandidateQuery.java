package io.advicly.calendly.lifecycle.find;

import io.advicly.calendly.platform.chain.Unis;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.StreamSupport;

/// Reads the connections that [Lead]s lead to.
@ApplicationScoped
class CandidateQuery {

    /// Those first that should work, and of those the broken ones.
    private static final String SELECT =
            """
            SELECT c.id, c.tenant_id, c.user_id, lower(c.status) AS status, c.status_reason, c.is_active,
                   c.calendly_user_uri, c.calendly_organization_uri, c.provider_account_name,
                   c.provider_account_email, c.updated_at
            FROM calendar_connections c
            WHERE %s
            ORDER BY c.is_active DESC, c.status = 'ACTIVE', c.updated_at DESC, c.id LIMIT %d\
            """;

    private static final String NAMED =
            SELECT.formatted(
                    "c.id = ANY($1) OR c.calendly_organization_uri = ANY($2)", LeadQuery.MOST);

    /// Of a whole tenant only what needs somebody.
    private static final String OF_TENANT =
            SELECT.formatted("c.tenant_id = $1 AND c.status = 'NEEDS_RECONNECT'", LeadQuery.MOST);

    private final Pool pool;

    CandidateQuery(Pool pool) {
        this.pool = pool;
    }

    /// @param persons whether name and address may be shown
    Uni<List<Finding.Candidate>> meant(List<Lead> leads, boolean persons) {
        UUID[] ids =
                leads.stream().map(Lead::connection).filter(Objects::nonNull).toArray(UUID[]::new);
        // An organization is meant only where no connection is: of an event those who have it.
        String[] organizations =
                leads.stream()
                        .filter(it -> ids.length == 0 || it.by().equals("subscription"))
                        .map(Lead::organization)
                        .filter(Objects::nonNull)
                        .toArray(String[]::new);
        return ids.length + organizations.length == 0
                ? Unis.item(List.of())
                : pool.preparedQuery(NAMED)
                        .execute(Tuple.tuple().addArrayOfUUID(ids).addArrayOfString(organizations))
                        .map(rows -> StreamSupport.stream(rows.spliterator(), false))
                        .map(rows -> rows.map(row -> candidate(row, leads, persons)).toList());
    }

    Uni<List<Finding.Candidate>> toReconnect(String tenant, boolean persons) {
        return pool.preparedQuery(OF_TENANT)
                .execute(Tuple.of(tenant))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false))
                .map(rows -> rows.map(row -> candidate(row, List.of(), persons)).toList());
    }

    private static Finding.Candidate candidate(Row row, List<Lead> leads, boolean persons) {
        UUID id = row.getUUID("id");
        return new Finding.Candidate(
                id,
                row.getString("tenant_id"),
                row.getString("user_id"),
                row.getString("status").toLowerCase(Locale.ROOT),
                row.getString("status_reason"),
                row.getBoolean("is_active"),
                row.getString("calendly_user_uri"),
                row.getString("calendly_organization_uri"),
                persons ? row.getString("provider_account_name") : null,
                persons ? row.getString("provider_account_email") : null,
                row.getOffsetDateTime("updated_at").toInstant(),
                leads.stream()
                        .filter(it -> id.equals(it.connection()))
                        .map(Lead::by)
                        .findFirst()
                        .orElse("organization"));
    }
}
