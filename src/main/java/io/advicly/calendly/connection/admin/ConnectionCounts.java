package io.advicly.calendly.connection.admin;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.advicly.calendly.connection.ConnectionStatus;
import io.advicly.calendly.platform.text.CleanText;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// How many connections there are, by what they are filtered by. Each statement reads an index
/// alone.
@ApplicationScoped
class ConnectionCounts {

    private static final String BY_STATUS =
            "SELECT status AS name, count(*) AS number FROM calendar_connections"
                    + " WHERE status = ANY($1) AND ($2::varchar IS NULL OR tenant_id = $2) GROUP BY 1";

    private static final String BY_STATUS_OF_ORGANIZATION =
            "SELECT status AS name, count(*) AS number FROM calendar_connections"
                    + " WHERE status = ANY($1) AND calendly_organization_uri = $2 GROUP BY 1";

    private static final String BY_TENANT =
            "SELECT tenant_id AS name, count(*) AS number FROM calendar_connections"
                    + " WHERE status = ANY($1) AND ($2::varchar IS NULL OR tenant_id = $2)"
                    + " GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 50";

    private final Pool pool;

    ConnectionCounts(Pool pool) {
        this.pool = pool;
    }

    /// @param states how many there are of each status
    /// @param tenants those that have most of the status that is asked for, or of all
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    public record Counts(Map<String, Long> states, List<OfTenant> tenants) {}

    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    public record OfTenant(String tenantId, long count) {}

    Uni<Counts> count(
            @Nullable ConnectionStatus status,
            @Nullable String tenant,
            @Nullable String organization) {
        if (isNobodys(tenant) || isNobodys(organization)) {
            return Uni.createFrom().item(new Counts(Map.of(), List.of()));
        }
        String[] all =
                Arrays.stream(ConnectionStatus.values()).map(Enum::name).toArray(String[]::new);
        String[] wanted = status == null ? all : new String[] {status.name()};
        var states =
                pool.preparedQuery(organization == null ? BY_STATUS : BY_STATUS_OF_ORGANIZATION)
                        .execute(parameters(all, organization == null ? tenant : organization));
        var tenants = pool.preparedQuery(BY_TENANT).execute(parameters(wanted, tenant));
        // On a connection each: they have no session in common.
        return Uni.combine().all().unis(states, tenants).with(ConnectionCounts::counts);
    }

    private static boolean isNobodys(@Nullable String text) {
        return text != null && !CleanText.isClean(text);
    }

    private static Tuple parameters(String[] statuses, @Nullable String of) {
        return Tuple.tuple().addArrayOfString(statuses).addString(of);
    }

    private static Counts counts(Iterable<Row> states, Iterable<Row> tenants) {
        Map<String, Long> byStatus = new TreeMap<>();
        states.forEach(row ->
                byStatus.put(
                        row.getString("name").toLowerCase(Locale.ROOT), row.getLong("number")));
        return new Counts(
                byStatus,
                StreamSupport.stream(tenants.spliterator(), false)
                        .map(row -> new OfTenant(row.getString("name"), row.getLong("number")))
                        .toList());
    }
}
