package io.advicly.calendly.calendly;

import io.smallrye.mutiny.Uni;

/// Told when a token call has not been answered in time. Calendly may still answer, and what it
/// gives then replaces a token that is used up: whoever ignores it loses the grant.
@FunctionalInterface
public interface LateAnswer {

    /// Called before whoever asked is told of the failure.
    ///
    /// @param grant comes within a further minute, or fails with a [CalendlyFailure]
    void awaited(Uni<Grant> grant);
}
