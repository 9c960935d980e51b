package io.advicly.calendly.destination;

import io.advicly.calendly.security.identity.BackendCaller;
import io.advicly.calendly.security.identity.Caller;
import org.jspecify.annotations.Nullable;

/// Who does something with destinations, for the audit.
///
/// @param reach whose destinations
/// @param tenantId the tenant that the actor's token names
/// @param reason why, in a person's words
public record DestinationActor(
        BackendCaller reach, String tenantId, String name, @Nullable String reason) {

    static DestinationActor backend(BackendCaller caller) {
        return new DestinationActor(caller, caller.claimedTenant(), caller.name(), null);
    }

    /// Reaches the destinations of all tenants.
    public static DestinationActor operator(Caller operator, @Nullable String reason) {
        return new DestinationActor(
                new BackendCaller(operator.userId(), null),
                operator.tenantId(),
                operator.userId(),
                reason);
    }
}
