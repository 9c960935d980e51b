package io.advicly.calendly.meeting;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import javax.sql.DataSource;

/// Puts connections into the database, as connecting would.
@ApplicationScoped
public class HostRows {

    private static final String INSERT =
            """
            INSERT INTO calendar_connections
              (id, tenant_id, user_id, access_token, refresh_token, token_expires_at,
               calendly_user_uri, calendly_organization_uri, status, is_active, created_at, updated_at)
            VALUES (?, ?, ?, 'sealed', 'sealed', now(), ?, ?, 'ACTIVE', true, now(), now())\
            """;

    private final DataSource database;

    HostRows(DataSource database) {
        this.database = database;
    }

    /// @return the connection's id
    public UUID connect(String tenant, String user, String accountUri, String organizationUri) {
        UUID id = UUID.randomUUID();
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, id);
            insert.setString(2, tenant);
            insert.setString(3, user);
            insert.setString(4, accountUri);
            insert.setString(5, organizationUri);
            insert.executeUpdate();
            return id;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /// Lets go of a connection whose user wants nothing to stay.
    ///
    /// @return since when
    public Instant requestPurge(UUID id) {
        try (Connection connection = database.getConnection();
                PreparedStatement update =
                        connection.prepareStatement(
                                "UPDATE calendar_connections SET status = 'CLOSING', is_active = false,"
                                        + " purge_requested_at = now() WHERE id = ? RETURNING purge_requested_at")) {
            update.setObject(1, id);
            try (ResultSet rows = update.executeQuery()) {
                rows.next();
                return rows.getObject(1, OffsetDateTime.class).toInstant();
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /// Whether a statement is waiting for a lock of another.
    public boolean somebodyWaits() {
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement(
                                "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                                        + " AND datname = current_database()");
                ResultSet rows = query.executeQuery()) {
            return rows.next();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
