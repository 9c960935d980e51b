package io.advicly.calendly.lifecycle.completion;

import io.advicly.calendly.connection.Connection;

/// How the steps from a stored grant on ended.
public sealed interface CompletionResult {

    /// Bound, reconciled, activated; the sync is on its way.
    record Done(Connection connection) implements CompletionResult {}

    /// The grant turned out to be no good.
    record ConsentNeeded() implements CompletionResult {}
}
