package io.advicly.calendly.sandbox.login;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Endpoint;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.http.SandboxReply;
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
import org.jspecify.annotations.Nullable;

/**
 * {@code /_login}: just enough OpenID Connect that quarkus-oidc trusts its tokens, and signs people
 * in.
 */
public final class Login {
    private static final String AUDIENCE = "calendly-connect";
    private static final long LIFE_SECONDS = 12 * 3_600;

    /** The demo page that signs people in comes from the service's port. */
    private static final Map<String, String> CORS =
            Map.of(
                    "Access-Control-Allow-Origin", "*",
                    "Access-Control-Allow-Headers", "content-type, authorization, x-requested-with",
                    "Access-Control-Allow-Methods", "POST, OPTIONS");

    private final World world;
    private final Supplier<String> base;
    private final LoginKeys keys;
    private final LoginCodes codes;
    private final LoginPage page;
    private final LoginSessions sessions = new LoginSessions();
    private volatile boolean away;
    private volatile long life = LIFE_SECONDS;

    public Login(World world, Supplier<String> base) {
        this.world = world;
        this.base = base;
        this.keys = new LoginKeys(world);
        this.codes = new LoginCodes(world);
        this.page = new LoginPage(codes);
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(
                        "login_discovery",
                        "/_login/.well-known/openid-configuration",
                        this::discovery),
                Endpoint.get("login_jwks", "/_login/jwks", this::jwks),
                Endpoint.get("login_authorize", "/_login/authorize", page::show),
                Endpoint.post("login_choose", "/_login/authorize", page::choose),
                Endpoint.get("login_logout", "/_login/logout", page::logout),
                Endpoint.post("login_token", "/_login/token", this::token),
                Endpoint.post("login_grant", "/_login/grant", this::grant),
                Endpoint.post("login_rotate", "/_login/rotate", this::rotate),
                Endpoint.post("login_outage", "/_login/outage", this::outage),
                Endpoint.post("login_life", "/_login/life", this::life),
                new Endpoint(
                        "login_preflight",
                        HttpMethod.OPTIONS,
                        "/_login/token",
                        call -> SandboxReply.empty(204).with(CORS)),
                new Endpoint(
                        "login_grant_preflight",
                        HttpMethod.OPTIONS,
                        "/_login/grant",
                        call -> SandboxReply.empty(204).with(CORS)));
    }

    private SandboxReply discovery(Call call) {
        ObjectNode json =
                Json.object()
                        .put("issuer", issuer())
                        .put("jwks_uri", issuer() + "/jwks")
                        .put("token_endpoint", issuer() + "/token")
                        .put("authorization_endpoint", issuer() + "/authorize")
                        .put("end_session_endpoint", issuer() + "/logout");
        json.set("response_types_supported", Json.strings(List.of("code", "token")));
        json.set(
                "grant_types_supported",
                Json.strings(List.of("authorization_code", "refresh_token")));
        json.set("code_challenge_methods_supported", Json.strings(List.of("S256")));
        json.set("subject_types_supported", Json.strings(List.of("public")));
        json.set("id_token_signing_alg_values_supported", Json.strings(List.of("ES256")));
        return SandboxReply.json(200, json);
    }

    private SandboxReply jwks(Call call) {
        if (away) {
            return gone();
        }
        return new SandboxReply(
                200, Map.of("Content-Type", "application/json"), Buffer.buffer(keys.publicJson()));
    }

    /**
     * Neither keys nor people's tokens are to be had from now on, until {@code away} is false
     * again.
     */
    private SandboxReply outage(Call call) {
        away = call.json().path("away").asBoolean();
        return SandboxReply.empty(204);
    }

    /** Whoever signs in from now on has tokens that end after so many seconds, and are renewed. */
    private SandboxReply life(Call call) {
        life = call.json().path("seconds").asLong(LIFE_SECONDS);
        return SandboxReply.empty(204);
    }

    /** Signs with a new key from now on; {@code withdraw} takes the earlier ones back at once. */
    private SandboxReply rotate(Call call) {
        keys.rotate(call.json().path("withdraw").asBoolean());
        return SandboxReply.empty(204);
    }

    /**
     * OAuth's password grant, by which tools that read the API's description sign in: for anybody,
     * with any password. The query may name a {@code group}.
     */
    private SandboxReply grant(Call call) {
        ObjectNode wanted = Json.object().put("sub", call.field("username"));
        String group = call.query("group");
        wanted.set("groups", Json.strings(group == null ? List.of() : List.of(group)));
        return token(wanted);
    }

    private SandboxReply token(Call call) {
        ObjectNode wanted = call.json();
        return switch (wanted.path("grant_type").asText()) {
            case "authorization_code" -> away ? gone() : exchange(wanted);
            case "refresh_token" -> away ? gone() : renew(wanted);
            default -> token(wanted);
        };
    }

    private static SandboxReply gone() {
        return SandboxReply.json(503, Json.object().put("error", "temporarily_unavailable"));
    }

    private SandboxReply token(ObjectNode wanted) {
        String subject = wanted.path("sub").asText("");
        if (subject.isEmpty()) {
            return SandboxReply.json(400, Json.object().put("error", "sub is missing")).with(CORS);
        }
        long life = wanted.path("expires_in").asLong(LIFE_SECONDS);
        ObjectNode json =
                Json.object()
                        .put("access_token", keys.current().sign(claims(subject, wanted, life)))
                        .put("token_type", "Bearer")
                        .put("expires_in", life);
        return SandboxReply.json(200, json).with(CORS);
    }

    /** Of the demo product's own backend. */
    public String backendToken() {
        ObjectNode wanted = Json.object();
        wanted.set("groups", Json.strings(List.of("calendly-backend")));
        return keys.current().sign(claims("northwind-backend", wanted, LIFE_SECONDS));
    }

    private SandboxReply exchange(ObjectNode sent) {
        LoginCodes.Issued issued =
                codes.redeem(
                        sent.path("code").asText(),
                        sent.path("client_id").asText(),
                        sent.path("redirect_uri").asText(),
                        sent.path("code_verifier").asText());
        if (issued == null) {
            return SandboxReply.json(400, Json.object().put("error", "invalid_grant"));
        }
        return signedIn(
                new LoginSessions.Session(issued.person(), issued.client()), issued.nonce());
    }

    private SandboxReply renew(ObjectNode sent) {
        LoginSessions.Session session =
                sessions.redeem(
                        sent.path("refresh_token").asText(), sent.path("client_id").asText());
        return session == null
                ? SandboxReply.json(400, Json.object().put("error", "invalid_grant"))
                : signedIn(session, null);
    }

    private SandboxReply signedIn(LoginSessions.Session session, @Nullable String nonce) {
        LoginPerson person = session.person();
        ObjectNode wanted = Json.object().put("name", person.fullName());
        wanted.set("groups", Json.strings(person.groups()));
        ObjectNode json =
                Json.object()
                        .put("access_token", signed(person, wanted, null))
                        .put("token_type", "Bearer")
                        .put("expires_in", life)
                        .put("refresh_token", sessions.open(session));
        wanted.put("audience", session.client());
        return SandboxReply.json(200, json.put("id_token", signed(person, wanted, nonce)));
    }

    private String signed(LoginPerson person, ObjectNode wanted, @Nullable String nonce) {
        JwtClaims claims = claims(person.subject(), wanted, life);
        if (nonce != null) {
            claims.setStringClaim("nonce", nonce);
        }
        return keys.current().sign(claims);
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
