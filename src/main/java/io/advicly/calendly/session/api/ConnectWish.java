package io.advicly.calendly.session.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The body of `POST /api/connect/session/connect`, which may be left out.
///
/// @param switchAccount true asks for consent in any case, so that another account can be chosen
public record ConnectWish(@JsonProperty("switch_account") boolean switchAccount) {

    static final ConnectWish PLAIN = new ConnectWish(false);
}
