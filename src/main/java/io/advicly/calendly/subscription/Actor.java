package io.advicly.calendly.subscription;

import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.LinkedAccount;
import io.advicly.calendly.security.SecretString;
import java.util.Set;
import java.util.UUID;

/// Who reconciles: a connection with a valid access token.
///
/// @param leaving connections whose subscriptions do not count as good any more
record Actor(Connection connection, SecretString accessToken, Set<UUID> leaving) {

    LinkedAccount account() {
        return connection.boundAccount();
    }
}
