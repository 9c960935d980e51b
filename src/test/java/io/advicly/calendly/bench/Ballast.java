package io.advicly.calendly.bench;

import io.advicly.calendly.security.cipher.CiphertextIdentity;
import io.advicly.calendly.security.cipher.FieldCipher;
import io.advicly.calendly.security.cipher.SecretString;
import io.advicly.calendly.security.cipher.TestCipher;
import io.advicly.calendly.testing.ServiceResource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/// Subscriptions of organizations that nobody here hosts for: their deliveries are verified and
/// stored like any other.
final class Ballast {

    private static final String KEY_ID = "test";
    private static final int BATCH = 1_000;
    private static final String INSERT =
            """
            INSERT INTO calendly_webhook_subscriptions
              (id, organization_uri, scope, webhook_subscription_uri, url_token, webhook_signing_key,
               state, is_active, created_at, updated_at)
            VALUES (?, ?, 'organization', ?, ?, ?, 'ACTIVE', true, now(), now())\
            """;

    private final FieldCipher cipher =
            TestCipher.of(
                    KEY_ID,
                    Objects.requireNonNull(
                            ServiceResource.required().get("calendly.encryption.keys." + KEY_ID)));
    private final Postgres postgres;

    /// As the tables say it.
    static String named(int count) {
        return count == 1 ? "1 subscription" : "%,d subscriptions".formatted(count);
    }

    Ballast(Postgres postgres) {
        this.postgres = postgres;
    }

    /// @param target where its deliveries go
    record Subscription(String organizationUri, Ground.Target target) {}

    /// Adds subscriptions.
    ///
    /// @return where their deliveries go, as lines of path, tab, signing key
    String add(int count) {
        return plant(count).stream()
                .map(subscription -> subscription.target().line())
                .collect(Collectors.joining());
    }

    List<Subscription> plant(int count) {
        List<Subscription> planted = new ArrayList<>();
        try (Connection connection = postgres.connect();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            connection.setAutoCommit(false);
            for (int n = 1; n <= count; n++) {
                UUID id = UUID.randomUUID();
                String organization = "https://api.calendly.com/organizations/BENCH" + id;
                String token = (id + "" + UUID.randomUUID()).replace("-", "").substring(0, 43);
                String key = "bench-key-" + id;
                insert.setObject(1, id);
                insert.setString(2, organization);
                insert.setString(3, "https://api.calendly.com/webhook_subscriptions/" + id);
                insert.setString(4, token);
                insert.setString(5, sealed(id, key));
                insert.addBatch();
                planted.add(
                        new Subscription(
                                organization,
                                new Ground.Target("/api/calendly/webhooks/" + token, key)));
                if (n % BATCH == 0 || n == count) {
                    insert.executeBatch();
                }
            }
            connection.commit();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        postgres.execute("ANALYZE calendly_webhook_subscriptions");
        return planted;
    }

    /// The same, of another backend: their hooks deliver to the address without a token.
    String addAdopted(int count) {
        String targets = add(count);
        postgres.execute(
                "UPDATE calendly_webhook_subscriptions SET adopted = true"
                        + " WHERE organization_uri LIKE '%/BENCH%'");
        return targets;
    }

    void remove() {
        postgres.execute(
                "DELETE FROM calendly_webhook_subscriptions WHERE organization_uri LIKE '%/BENCH%'");
    }

    private String sealed(UUID id, String key) {
        return cipher.encrypt(
                SecretString.of(key),
                new CiphertextIdentity(
                        "calendly_webhook_subscriptions", "webhook_signing_key", id.toString()));
    }
}
