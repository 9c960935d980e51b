package io.advicly.calendly.subscription;

import io.advicly.calendly.calendly.Access;
import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.LinkedAccount;
import java.util.Set;
import java.util.UUID;

/// Who reconciles: a connection with access to Calendly.
///
/// @param leaving connections whose subscriptions do not count as good any more
record Actor(Connection connection, Access access, Set<UUID> leaving) {

    LinkedAccount account() {
        return connection.boundAccount();
    }
}
