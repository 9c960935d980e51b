package io.advicly.calendly.lifecycle.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.advicly.calendly.sync.job.SyncProgress;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A user's connection, as the contract shows it.
///
/// @param reasonCode why it is degraded or needs a reconnect, for whoever says it in another
///   language: `consent` (a new one is needed), `plan`, `refused` (by Calendly), `waiting` (it
///   repairs itself), `ended` (the stored consent is of no use any more)
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConnectionView(
        String status,
        @Nullable String reason,
        @JsonProperty("reason_code") @Nullable String reasonCode,
        @Nullable AccountView account,
        @Nullable WebhookView webhook,
        @Nullable SyncProgress sync,
        @JsonProperty("connected_at") @Nullable Instant connectedAt) {

    static final ConnectionView NOT_CONNECTED =
            new ConnectionView("not_connected", null, null, null, null, null, null);

    /// The Calendly account.
    @RegisterForReflection
    public record AccountView(
            String uri,
            @Nullable String name,
            @Nullable String email,
            @JsonProperty("organization_uri") String organizationUri,
            @Nullable String timezone) {}

    /// The subscription that delivers.
    ///
    /// @param state `missing` where there is none yet
    /// @param nextTryAt when it is tried again, or looked at next
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record WebhookView(
            String state,
            @Nullable String scope,
            @Nullable String uri,
            @JsonProperty("next_try_at") @Nullable Instant nextTryAt) {}
}
