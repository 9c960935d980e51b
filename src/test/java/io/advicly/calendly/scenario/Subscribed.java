package io.advicly.calendly.scenario;

import io.advicly.calendly.security.cipher.CiphertextIdentity;
import io.advicly.calendly.security.cipher.FieldCipher;
import io.advicly.calendly.security.cipher.SecretString;
import io.advicly.calendly.security.cipher.TestCipher;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.ServiceResource;
import io.advicly.calendly.webhook.Signer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/// A connected account with a subscription whose key the test knows, written past the service.
///
/// @param account the last part of the account's URI
/// @param path where its deliveries go
record Subscribed(String account, String path, String key) {

    private static final String CONNECTION =
            """
            INSERT INTO calendar_connections
              (id, tenant_id, user_id, access_token, refresh_token, token_expires_at,
               calendly_user_uri, calendly_organization_uri, status, is_active, created_at, updated_at)
            VALUES (?, 'default', ?, 'sealed', 'sealed', now() + interval '1 day', ?, ?, 'ACTIVE',
                    true, now(), now())\
            """;

    private static final String SUBSCRIPTION =
            """
            INSERT INTO calendly_webhook_subscriptions
              (id, organization_uri, scope, webhook_subscription_uri, url_token, webhook_signing_key,
               carrier_connection_id, state, is_active, created_at, updated_at)
            VALUES (?, ?, 'organization', ?, ?, ?, ?, 'ACTIVE', true, now(), now())\
            """;

    static Subscribed in(String jdbcUrl) {
        UUID connection = UUID.randomUUID();
        UUID subscription = UUID.randomUUID();
        String account = "ACC" + connection;
        String organization = "https://api.calendly.com/organizations/" + connection;
        String token = "token-" + subscription;
        String key = "key-" + subscription;
        run(
                jdbcUrl,
                CONNECTION,
                connection,
                account,
                "https://api.calendly.com/users/" + account,
                organization);
        run(
                jdbcUrl,
                SUBSCRIPTION,
                subscription,
                organization,
                "https://api.calendly.com/webhook_subscriptions/" + subscription,
                token,
                sealed(subscription, key),
                connection);
        return new Subscribed(account, "/api/calendly/webhooks/" + token, key);
    }

    /// What the service itself has made for the account: where its deliveries go, and their key.
    static Subscribed serving(String account) {
        List<String> row =
                Dump.column(
                        """
                        SELECT unnest(ARRAY[id::text, url_token, webhook_signing_key])
                        FROM calendly_webhook_subscriptions
                        WHERE is_active AND carrier_connection_id IN (
                          SELECT id FROM calendar_connections WHERE calendly_user_uri LIKE '%%/%s')\
                        """
                                .formatted(account));
        return new Subscribed(
                account,
                "/api/calendly/webhooks/" + row.get(1),
                cipher().decrypt(row.get(2), identity(row.get(0))).reveal());
    }

    /// Whether the service has not given it up.
    boolean isThere() {
        return !Dump.column(
                        "SELECT 1 FROM calendly_webhook_subscriptions WHERE state <> 'DELETED' AND url_token = '%s'"
                                .formatted(path.substring(path.lastIndexOf('/') + 1)))
                .isEmpty();
    }

    /// What Calendly sends with a body.
    String signature(byte[] body) {
        return Signer.header(key, body, Instant.now());
    }

    private static String sealed(UUID id, String key) {
        return cipher().encrypt(SecretString.of(key), identity(id.toString()));
    }

    private static FieldCipher cipher() {
        return TestCipher.of(
                "test",
                Objects.requireNonNull(
                        ServiceResource.required().get("calendly.encryption.keys.test")));
    }

    private static CiphertextIdentity identity(String id) {
        return new CiphertextIdentity("calendly_webhook_subscriptions", "webhook_signing_key", id);
    }

    private static void run(String jdbcUrl, String sql, Object... parameters) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            int index = 0;
            for (Object parameter : List.of(parameters)) {
                statement.setObject(++index, parameter);
            }
            statement.execute();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
