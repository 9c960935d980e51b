package io.advicly.calendly.calendly.wire;

import static io.advicly.calendly.calendly.wire.UnreadableException.identity;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.advicly.calendly.calendly.Account;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/// A `User` resource (docs/calendly-api.md 1.6).
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record AccountWire(
        @Nullable String uri,
        @Nullable String currentOrganization,
        @Nullable String name,
        @Nullable String email,
        @Nullable String timezone) {

    /// "Every user, even a single free one, has an organization" (docs/calendly-api.md 1.6).
    public Account toAccount(OddFields odd) {
        return new Account(
                identity(uri, "uri"),
                identity(currentOrganization, "current_organization"),
                name,
                odd.address(email),
                timezone);
    }
}
