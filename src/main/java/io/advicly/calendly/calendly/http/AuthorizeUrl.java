package io.advicly.calendly.calendly.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.advicly.calendly.calendly.AuthorizationRequest;
import io.advicly.calendly.calendly.settings.CalendlySettings;
import java.net.URI;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Builds the address of the consent page (docs/calendly-api.md 1.2). PKCE is "supported and
/// recommended for every app".
final class AuthorizeUrl {

    private AuthorizeUrl() {}

    static URI of(CalendlySettings settings, AuthorizationRequest request) {
        Map<String, String> params = new LinkedHashMap<>();
        params.put("response_type", "code");
        params.put("client_id", settings.clientId().orElse(""));
        params.put("redirect_uri", request.redirectUri().toString());
        params.put("state", request.state());
        params.put("code_challenge", request.codeChallenge());
        params.put("code_challenge_method", "S256");
        settings.scopes()
                .map(String::strip)
                .filter(scopes -> !scopes.isEmpty())
                .ifPresent(scopes -> params.put("scope", scopes));
        String host = settings.authUrl().replaceFirst("/+$", "");
        return URI.create(host + "/oauth/authorize?" + query(params));
    }

    private static String query(Map<String, String> params) {
        return params.entrySet().stream()
                .map(param -> param.getKey() + "=" + encoded(param.getValue()))
                .collect(Collectors.joining("&"));
    }

    /// A space as %20: not every server reads a plus as one.
    private static String encoded(String value) {
        return URLEncoder.encode(value, UTF_8).replace("+", "%20");
    }
}
