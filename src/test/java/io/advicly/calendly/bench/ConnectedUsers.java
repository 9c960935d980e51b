package io.advicly.calendly.bench;

import io.advicly.calendly.testing.Person;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/// Users of several organizations, in the database as connecting would leave them.
final class ConnectedUsers {

    private static final String INSERT =
            """
            INSERT INTO calendar_connections
              (id, tenant_id, user_id, access_token, refresh_token, token_expires_at,
               calendly_user_uri, calendly_organization_uri, status, is_active, created_at, updated_at)
            VALUES (?, 'default', ?, 'sealed', 'sealed', now() + interval '1 day', ?, ?, 'ACTIVE', true, now(), now())\
            """;

    private ConnectedUsers() {}

    /// @param target where deliveries of the user's organization go
    record User(Person person, String accountUri, Ground.Target target) {

        /// For wrk.
        String line() {
            return target.line().stripTrailing() + "\t" + accountUri + "\n";
        }
    }

    static String lines(List<User> users) {
        return users.stream().map(User::line).collect(Collectors.joining());
    }

    static List<User> connect(Postgres postgres, int organizations, int usersOfEach) {
        List<User> users = new ArrayList<>();
        try (Connection connection = postgres.connect();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Ballast.Subscription subscription : new Ballast(postgres).plant(organizations)) {
                for (int n = 0; n < usersOfEach; n++) {
                    Person person = Person.newcomer();
                    String account = "https://api.calendly.com/users/BENCH" + UUID.randomUUID();
                    insert.setObject(1, UUID.randomUUID());
                    insert.setString(2, person.user());
                    insert.setString(3, account);
                    insert.setString(4, subscription.organizationUri());
                    insert.addBatch();
                    users.add(new User(person, account, subscription.target()));
                }
            }
            insert.executeBatch();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        return users;
    }
}
