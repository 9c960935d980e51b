package io.advicly.calendly.lifecycle;

import io.advicly.calendly.connection.Connection;

/// How the steps from a stored grant on ended.
sealed interface Connected {

    /// Bound, reconciled, activated; the sync is on its way.
    record Done(Connection connection) implements Connected {}

    /// The grant turned out to be no good.
    record ConsentNeeded() implements Connected {}
}
