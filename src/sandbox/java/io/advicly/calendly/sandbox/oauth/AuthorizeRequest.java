package io.advicly.calendly.sandbox.oauth;

import io.advicly.calendly.sandbox.state.grant.App;
import io.advicly.calendly.sandbox.state.setting.Switch;
import io.advicly.calendly.sandbox.state.setting.Switches;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request for consent that passed every check, so that it may be answered with a redirect. */
record AuthorizeRequest(
        App app,
        String redirectUri,
        String scope,
        @Nullable String state,
        @Nullable String challenge) {

    /** Fails with what the page has to say; nothing of that is ever sent to the redirect URI. */
    static AuthorizeRequest of(
            Map<String, String> parameters, @Nullable App app, Switches switches) {
        if (app == null) {
            throw OAuthError.INVALID_CLIENT.refusal();
        }
        String redirectUri = parameters.getOrDefault("redirect_uri", "");
        if (!app.redirectUris().contains(redirectUri)) {
            throw OAuthError.INVALID_REDIRECT_URI.refusal();
        }
        if (!"code".equals(parameters.get("response_type"))) {
            throw OAuthError.UNSUPPORTED_RESPONSE_TYPE.refusal();
        }
        return new AuthorizeRequest(
                app,
                redirectUri,
                scope(parameters.getOrDefault("scope", ""), switches),
                parameters.get("state"),
                challenge(parameters, app, switches));
    }

    /**
     * New apps get what they ask for and nothing else; legacy apps keep everything, but must not
     * ask for anything in particular (composio #4392).
     */
    private static String scope(String asked, Switches switches) {
        boolean legacy = switches.changed(Switch.APP_GENERATION);
        boolean fine =
                legacy ? asked.isBlank() || asked.equals(Scopes.LEGACY) : Scopes.known(asked);
        if (!fine) {
            throw OAuthError.INVALID_SCOPE.refusal();
        }
        return legacy ? Scopes.LEGACY : asked.trim();
    }

    private static @Nullable String challenge(
            Map<String, String> parameters, App app, Switches switches) {
        String challenge = parameters.getOrDefault("code_challenge", "");
        if (challenge.isEmpty()) {
            if (!app.webApp() || switches.changed(Switch.PKCE)) {
                throw OAuthError.missing("code_challenge");
            }
            return null;
        }
        if (!"S256".equals(parameters.get("code_challenge_method"))) {
            throw OAuthError.INVALID_CODE_CHALLENGE_METHOD.refusal();
        }
        return challenge;
    }
}
