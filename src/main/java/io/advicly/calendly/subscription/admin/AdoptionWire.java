package io.advicly.calendly.subscription.admin;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/// A subscription that another backend made, as an operator sends it.
///
/// @param uri its URI at Calendly
/// @param organizationUri in which it is
/// @param userUri whose it is; left out when it is the organization's
/// @param creatorUri the account that it was made with
/// @param signingKey left out when Calendly signs with an application key
@JsonNaming(SnakeCaseStrategy.class)
public record AdoptionWire(
        @Nullable String uri,
        @Nullable String organizationUri,
        @Nullable String userUri,
        @Nullable String creatorUri,
        @Nullable String signingKey) {

    /// Leaves out the key.
    @Override
    public String toString() {
        return "AdoptionWire[uri=%s, organizationUri=%s, userUri=%s, creatorUri=%s]"
                .formatted(uri, organizationUri, userUri, creatorUri);
    }
}
