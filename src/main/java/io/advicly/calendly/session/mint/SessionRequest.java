package io.advicly.calendly.session.mint;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of `POST /api/backend/sessions`.
///
/// @param tenantId for a backend that acts in all tenants; another one need not name its own
/// @param returnTo where in the product the browser goes afterwards
/// @param switchAccount true asks for consent in any case, so that another account can be chosen
/// @param locale the user's language, as a BCP 47 tag
/// @param allowedOrigins whose pages may use the session
public record SessionRequest(
        @Nullable String user,
        @JsonProperty("tenant_id") @Nullable String tenantId,
        @JsonProperty("return_to") @Nullable String returnTo,
        @JsonProperty("switch_account") boolean switchAccount,
        @Nullable String locale,
        @JsonProperty("allowed_origins") @Nullable List<@Nullable String> allowedOrigins) {

    static final SessionRequest EMPTY = new SessionRequest(null, null, null, false, null, null);
}
