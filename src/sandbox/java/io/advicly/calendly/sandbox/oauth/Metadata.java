package io.advicly.calendly.sandbox.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.advicly.calendly.sandbox.wire.Uris;
import java.util.List;

/**
 * {@code /.well-known/oauth-authorization-server} (RFC 8414). Calendly has one whose content is not
 * known, on {@code calendly.com}; this one says what the sandbox does.
 */
final class Metadata {
    private final Uris uris;

    Metadata(Uris uris) {
        this.uris = uris;
    }

    SandboxReply show(Call call) {
        String issuer = uris.ownBase();
        ObjectNode json =
                Json.object()
                        .put("issuer", issuer)
                        .put("authorization_endpoint", issuer + "/oauth/authorize")
                        .put("token_endpoint", issuer + "/oauth/token")
                        .put("revocation_endpoint", issuer + "/oauth/revoke")
                        .put("introspection_endpoint", issuer + "/oauth/introspect");
        json.set("scopes_supported", Json.strings(Scopes.all()));
        list(json, "response_types_supported", "code");
        list(json, "grant_types_supported", "authorization_code", "refresh_token");
        list(json, "code_challenge_methods_supported", "S256");
        list(
                json,
                "token_endpoint_auth_methods_supported",
                "client_secret_basic",
                "client_secret_post",
                "none");
        return SandboxReply.json(200, json);
    }

    private static void list(ObjectNode json, String name, String... values) {
        json.set(name, Json.strings(List.of(values)));
    }
}
