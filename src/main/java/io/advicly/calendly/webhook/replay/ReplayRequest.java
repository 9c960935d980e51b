package io.advicly.calendly.webhook.replay;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.advicly.calendly.webhook.search.DeliveryCriteria;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/// Which deliveries are to be worked off once more: `filter`, or its fields beside each other.
///
/// @param dryRun whether they are only to be counted
/// @param reason why, for the audit; at most 500 characters are kept
@RegisterForReflection
public record ReplayRequest(
        @Nullable DeliveryCriteria filter,
        @JsonProperty("dry_run") boolean dryRun,
        @Nullable String state,
        @Nullable String from,
        @Nullable String to,
        @Nullable String reason) {

    public DeliveryCriteria criteria() {
        return filter == null ? DeliveryCriteria.received(state, from, to) : filter;
    }
}
