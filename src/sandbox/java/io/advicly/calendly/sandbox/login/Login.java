package io.advicly.calendly.sandbox.login;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Endpoint;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.http.Reply;
import io.advicly.calendly.sandbox.state.World;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;

/** {@code /_login}: just enough OpenID Connect that quarkus-oidc trusts its tokens. */
public final class Login {
    private static final String AUDIENCE = "calendly-connect";
    private static final long LIFE_SECONDS = 12 * 3_600;

    /** The demo page that signs people in comes from the service's port. */
    private static final Map<String, String> CORS =
            Map.of(
                    "Access-Control-Allow-Origin", "*",
                    "Access-Control-Allow-Headers", "content-type",
                    "Access-Control-Allow-Methods", "POST, OPTIONS");

    private final World world;
    private final Supplier<String> base;
    private final LoginKeys keys;
    private volatile boolean away;

    public Login(World world, Supplier<String> base) {
        this.world = world;
        this.base = base;
        this.keys = new LoginKeys(world);
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(
                        "login_discovery",
                        "/_login/.well-known/openid-configuration",
                        this::discovery),
                Endpoint.get("login_jwks", "/_login/jwks", this::jwks),
                Endpoint.post("login_token", "/_login/token", this::token),
                Endpoint.post("login_rotate", "/_login/rotate", this::rotate),
                Endpoint.post("login_outage", "/_login/outage", this::outage),
                new Endpoint(
                        "login_preflight",
                        HttpMethod.OPTIONS,
                        "/_login/token",
                        call -> Reply.empty(204).with(CORS)));
    }

    private Reply discovery(Call call) {
        ObjectNode json =
                Json.object()
                        .put("issuer", issuer())
                        .put("jwks_uri", issuer() + "/jwks")
                        .put("token_endpoint", issuer() + "/token")
                        .put("authorization_endpoint", issuer() + "/authorize");
        json.set("response_types_supported", Json.strings(List.of("token")));
        json.set("subject_types_supported", Json.strings(List.of("public")));
        json.set("id_token_signing_alg_values_supported", Json.strings(List.of("ES256")));
        return Reply.json(200, json);
    }

    private Reply jwks(Call call) {
        if (away) {
            return Reply.json(503, Json.object().put("error", "temporarily_unavailable"));
        }
        return new Reply(
                200, Map.of("Content-Type", "application/json"), Buffer.buffer(keys.publicJson()));
    }

    /** Keys are not to be had from now on, until {@code away} is false again. */
    private Reply outage(Call call) {
        away = call.json().path("away").asBoolean();
        return Reply.empty(204);
    }

    /** Signs with a new key from now on; {@code withdraw} takes the earlier ones back at once. */
    private Reply rotate(Call call) {
        keys.rotate(call.json().path("withdraw").asBoolean());
        return Reply.empty(204);
    }

    private Reply token(Call call) {
        ObjectNode wanted = call.json();
        String subject = wanted.path("sub").asText("");
        if (subject.isEmpty()) {
            return Reply.json(400, Json.object().put("error", "sub is missing")).with(CORS);
        }
        long life = wanted.path("expires_in").asLong(LIFE_SECONDS);
        ObjectNode json =
                Json.object()
                        .put("access_token", keys.current().sign(claims(subject, wanted, life)))
                        .put("token_type", "Bearer")
                        .put("expires_in", life);
        return Reply.json(200, json).with(CORS);
    }

    /** Of the demo product's own backend. */
    public String backendToken() {
        ObjectNode wanted = Json.object();
        wanted.set("groups", Json.strings(List.of("calendly-backend")));
        return keys.current().sign(claims("northwind-backend", wanted, LIFE_SECONDS));
    }

    private JwtClaims claims(String subject, ObjectNode wanted, long life) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(wanted.path("issuer").asText(issuer()));
        claims.setSubject(subject);
        claims.setAudience(wanted.path("audience").asText(AUDIENCE));
        claims.setJwtId(UUID.randomUUID().toString());
        long now = world.now().getEpochSecond();
        claims.setIssuedAt(NumericDate.fromSeconds(now));
        claims.setExpirationTime(NumericDate.fromSeconds(now + life));
        claims.setStringClaim("name", wanted.path("name").asText(subject));
        claims.setStringClaim("upn", subject);
        if (wanted.hasNonNull("tenant_id")) {
            claims.setStringClaim("tenant_id", wanted.get("tenant_id").asText());
        }
        List<String> groups = new ArrayList<>();
        for (JsonNode group : wanted.path("groups")) {
            groups.add(group.asText());
        }
        claims.setStringListClaim("groups", groups);
        return claims;
    }

    private String issuer() {
        return base.get() + "/_login";
    }
}
