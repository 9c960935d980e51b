package io.advicly.calendly.sandbox.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.grant.AccessToken;
import io.advicly.calendly.sandbox.state.grant.App;
import io.advicly.calendly.sandbox.state.grant.RefreshToken;
import io.advicly.calendly.sandbox.state.grant.SandboxGrant;
import io.advicly.calendly.sandbox.state.grant.SandboxGrants;
import io.advicly.calendly.sandbox.state.setting.Switch;
import io.advicly.calendly.sandbox.wire.Uris;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code POST /oauth/revoke} and {@code POST /oauth/introspect} (DOC-oauth-ref). */
final class TokenCare {
    private final World world;
    private final Uris uris;
    private final Clients clients;

    TokenCare(World world, Uris uris, Clients clients) {
        this.world = world;
        this.uris = uris;
        this.clients = clients;
    }

    /** An unknown token is 200, too: what was to be dead is dead (RFC 7009). */
    SandboxReply revoke(Call call) {
        Map<String, String> body = Fields.of(call, world.switches());
        String token = AuthorizationCodeGrant.required(body, "token");
        App app = clients.authenticate(call, body);
        SandboxGrant grant = grantOf(token);
        if (grant != null) {
            call.by(grant.userId());
            if (!grant.clientId().equals(app.clientId())) {
                throw OAuthError.UNAUTHORIZED_CLIENT.refusal();
            }
            revoke(grant, token);
        }
        return SandboxReply.json(200, Json.object());
    }

    SandboxReply introspect(Call call) {
        Map<String, String> body = Fields.of(call, world.switches());
        String token = AuthorizationCodeGrant.required(body, "token");
        App app = clients.authenticate(call, body);
        SandboxGrants grants = world.grants();
        AccessToken access = grants.accessTokens().find(token);
        RefreshToken refresh = grants.refreshTokens().find(token);
        SandboxGrant grant = grantOf(token);
        boolean alive =
                (access != null && access.aliveAt(world.now()))
                        || (refresh != null && refresh.alive());
        if (grant == null || !alive || !grant.clientId().equals(app.clientId())) {
            return SandboxReply.json(200, Json.object().put("active", false));
        }
        call.by(grant.userId());
        return SandboxReply.json(200, description(grant, access));
    }

    private ObjectNode description(SandboxGrant grant, @Nullable AccessToken access) {
        ObjectNode json =
                Json.object()
                        .put("active", true)
                        .put("scope", grant.scope())
                        .put("client_id", grant.clientId())
                        .put("token_type", "Bearer");
        if (access != null) {
            json.put("exp", access.expiresAt().getEpochSecond())
                    .put("iat", access.createdAt().getEpochSecond());
        }
        String organization = world.directory().users().get(grant.userId()).organizationId();
        return json.put("owner", uris.user(grant.userId()))
                .put("organization", uris.organization(organization));
    }

    /** Whether one token takes the other with it is not documented: a client has to revoke both. */
    private void revoke(SandboxGrant grant, String token) {
        SandboxGrants grants = world.grants();
        boolean pair = world.switches().on(Switch.REVOKE_PAIR);
        AccessToken access = grants.accessTokens().find(token);
        if (access != null) {
            grants.accessTokens().put(access.asRevoked());
        }
        RefreshToken refresh = grants.refreshTokens().find(token);
        if (refresh != null) {
            grants.refreshTokens().put(refresh.dead());
        }
        if (pair) {
            grants.revoke(grant);
        }
    }

    private @Nullable SandboxGrant grantOf(String token) {
        SandboxGrants grants = world.grants();
        AccessToken access = grants.accessTokens().find(token);
        if (access != null) {
            return grants.grants().find(access.grantId());
        }
        RefreshToken refresh = grants.refreshTokens().find(token);
        return refresh == null ? null : grants.grants().find(refresh.grantId());
    }
}
