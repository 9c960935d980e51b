package io.advicly.calendly.webhook;

import io.advicly.calendly.meeting.HostRows;
import io.advicly.calendly.security.cipher.CiphertextIdentity;
import io.advicly.calendly.security.cipher.FieldCipher;
import io.advicly.calendly.security.cipher.SecretString;
import io.advicly.calendly.webhook.signature.Deliver;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// An organization that is connected, with its subscription, as the tests find it in the database.
@ApplicationScoped
public class Installation {

    private static final String INSERT =
            """
            INSERT INTO calendly_webhook_subscriptions
              (id, organization_uri, scope, webhook_subscription_uri, url_token, webhook_signing_key,
               carrier_connection_id, state, is_active, created_at, updated_at)
            VALUES (?, ?, 'organization', ?, ?, ?, ?, 'ACTIVE', true, now(), now())\
            """;

    private final DataSource database;
    private final HostRows hosts;
    private final FieldCipher cipher;

    Installation(DataSource database, HostRows hosts, FieldCipher cipher) {
        this.database = database;
        this.hosts = hosts;
        this.cipher = cipher;
    }

    /// One delivery as it stands in the inbox.
    public record StoredDelivery(
            UUID id,
            String state,
            int attempts,
            int claims,
            @Nullable String event,
            @Nullable String error) {}

    /// @param prefix what the names in the sample bodies begin with
    public record Organization(
            String prefix, UUID subscription, String token, String key, String user) {

        public byte[] body(String sample) {
            return Samples.of(sample, prefix);
        }
    }

    /// A new organization whose one member, the host of the samples, is connected, and whose
    /// subscription the service has heard of: until then, and after a flood of invented tokens, its
    /// deliveries are answered 503.
    public Organization connected() {
        Organization organization = unheardOf();
        Deliver.untilKnown(organization);
        return organization;
    }

    /// The same, where nobody has asked for its keys yet.
    Organization unheardOf() {
        String prefix = Samples.newPrefix();
        String account = "https://api.calendly.com/users/" + prefix + "USER000000001";
        String organization = "https://api.calendly.com/organizations/" + prefix;
        UUID carrier = hosts.connect("default", prefix + "-user", account, organization);
        UUID subscription = UUID.randomUUID();
        String key = prefix + "-current-key";
        execute(
                INSERT,
                subscription,
                organization,
                "https://api.calendly.com/webhook_subscriptions/" + subscription,
                prefix + "-token",
                sealed(subscription, "webhook_signing_key", key),
                carrier);
        return new Organization(prefix, subscription, prefix + "-token", key, prefix + "-user");
    }

    /// The same, taken over from another backend: its hook delivers to the address without a token.
    Organization adopted() {
        Organization organization = connected();
        execute(
                "UPDATE calendly_webhook_subscriptions SET adopted = true WHERE id = ?",
                organization.subscription());
        return organization;
    }

    private String sealed(UUID id, String column, String key) {
        return cipher.encrypt(
                SecretString.of(key),
                new CiphertextIdentity("calendly_webhook_subscriptions", column, id.toString()));
    }

    public List<StoredDelivery> deliveries(Organization organization) {
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement(
                                "SELECT * FROM calendly_webhook_deliveries"
                                        + " WHERE subscription_id = ? ORDER BY received_at")) {
            query.setObject(1, organization.subscription());
            List<StoredDelivery> found = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(
                            new StoredDelivery(
                                    rows.getObject("id", UUID.class),
                                    rows.getString("state"),
                                    rows.getInt("attempts"),
                                    rows.getInt("claims"),
                                    rows.getString("event"),
                                    rows.getString("last_error")));
                }
            }
            return found;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /// Runs one statement.
    public void execute(String sql, Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int index = 0; index < parameters.length; index++) {
                statement.setObject(index + 1, parameters[index]);
            }
            statement.execute();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /// The first column of every row.
    public List<String> texts(String sql, Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            for (int index = 0; index < parameters.length; index++) {
                query.setObject(index + 1, parameters[index]);
            }
            List<String> found = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    public int count(String sql) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
