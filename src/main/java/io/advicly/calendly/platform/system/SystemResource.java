package io.advicly.calendly.platform.system;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.ZoneOffset;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.Cancellable;

/// What runs, for operators. Which keys encrypt what is `/api/admin/encryption`'s to say, which
/// reads whole tables for it.
@Path("/api/admin/system")
@Authenticated
@Cancellable(false)
@Produces(MediaType.APPLICATION_JSON)
public class SystemResource {

    /// Flyway's own table, in the words of its documentation. Times there are the database's,
    /// without a zone.
    private static final String MIGRATIONS =
            """
            SELECT version, description, installed_on AT TIME ZONE current_setting('TimeZone') AT TIME ZONE 'UTC' AS at,
                   execution_time, success
            FROM flyway_schema_history
            ORDER BY installed_rank DESC\
            """;

    private final Pool pool;
    private final ConfigurationInForce configuration;
    private final String version;

    SystemResource(
            Pool pool,
            ConfigurationInForce configuration,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.pool = pool;
        this.configuration = configuration;
        this.version = version;
    }

    @GET
    public Uni<SystemView> show() {
        return pool.query(MIGRATIONS)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false))
                .map(rows -> rows.map(SystemResource::migration).toList())
                .map(migrations -> new SystemView(version, migrations, configuration.settings()));
    }

    private static SystemView.Migration migration(Row row) {
        return new SystemView.Migration(
                row.getString("version"),
                row.getString("description"),
                row.getLocalDateTime("at").toInstant(ZoneOffset.UTC),
                row.getInteger("execution_time"),
                row.getBoolean("success"));
    }
}
