package io.advicly.calendly.sandbox.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.grant.AccessToken;
import io.advicly.calendly.sandbox.state.grant.RefreshToken;
import io.advicly.calendly.sandbox.state.grant.SandboxGrant;
import io.advicly.calendly.sandbox.state.people.User;
import io.advicly.calendly.sandbox.state.setting.Switch;
import io.advicly.calendly.sandbox.wire.Uris;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Makes a pair of tokens and the answer that carries it (calendly-api.md 1.3). */
final class TokenIssuer {
    private final World world;
    private final Uris uris;

    TokenIssuer(World world, Uris uris) {
        this.world = world;
        this.uris = uris;
    }

    AccessToken issue(SandboxGrant grant) {
        Instant now = world.now().truncatedTo(ChronoUnit.SECONDS);
        long life = world.switches().number(Switch.ACCESS_TOKEN_SECONDS);
        AccessToken token =
                new AccessToken(
                        world.secrets().newAccessToken(),
                        grant.id(),
                        now,
                        now.plusSeconds(life),
                        false,
                        false);
        world.grants().accessTokens().put(token);
        return token;
    }

    SandboxReply answer(SandboxGrant grant, AccessToken access) {
        String refresh = world.secrets().newRefreshToken();
        world.grants().refreshTokens().put(new RefreshToken(refresh, grant.id(), true, null));
        User user = world.directory().users().get(grant.userId());
        ObjectNode body =
                Json.object()
                        .put("token_type", "Bearer")
                        .put("access_token", access.token())
                        .put("refresh_token", refresh)
                        .put("scope", grant.scope())
                        .put("created_at", access.createdAt().getEpochSecond())
                        .put("expires_in", world.switches().number(Switch.ACCESS_TOKEN_SECONDS))
                        .put("owner", uris.user(user.id()))
                        .put("organization", uris.organization(user.organizationId()));
        return SandboxReply.json(200, body).with("Cache-Control", "no-store");
    }
}
