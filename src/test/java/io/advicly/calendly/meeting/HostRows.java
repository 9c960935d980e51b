package io.advicly.calendly.meeting;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
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
}
