package io.advicly.calendly.lifecycle.connect;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.advicly.calendly.platform.text.CleanText;
import org.jspecify.annotations.Nullable;

/// The body of `POST /api/calendly/connection`; every field may be left out.
///
/// @param returnTo where the browser goes after consent
/// @param switchAccount true asks for consent in any case, so that another account can be chosen
public record ConnectRequest(
        @JsonProperty("return_to") @Nullable String returnTo,
        @JsonProperty("switch_account") boolean switchAccount) {

    public ConnectRequest {
        returnTo = CleanText.ofNullable(returnTo);
    }

    static final ConnectRequest PLAIN = new ConnectRequest(null, false);
}
