package io.advicly.calendly.calendly;

import java.net.URI;

/// What the browser takes to Calendly's consent page.
///
/// @param state opaque and one-time; Calendly echoes it
/// @param codeChallenge the PKCE S256 challenge
/// @param redirectUri exactly as registered at Calendly
public record AuthorizationRequest(String state, String codeChallenge, URI redirectUri) {

    /// Leaves out the state: whoever knows it can end the consent.
    @Override
    public String toString() {
        return "AuthorizationRequest[redirectUri=%s]".formatted(redirectUri);
    }
}
