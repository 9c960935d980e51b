package io.advicly.calendly.sandbox.oauth;

import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.grant.AccessToken;
import io.advicly.calendly.sandbox.state.grant.App;
import io.advicly.calendly.sandbox.state.grant.RefreshToken;
import io.advicly.calendly.sandbox.state.grant.SandboxGrant;
import io.advicly.calendly.sandbox.state.grant.SandboxGrants;
import io.advicly.calendly.sandbox.state.setting.Switch;
import java.util.Map;

/**
 * {@code grant_type=refresh_token} (DOC-rotate).
 *
 * <p>Strict rotation kills the old refresh token here and now. Under legacy rotation it stays good
 * until the new access token is first used, see {@link Bearer}.
 */
final class TokenRefresh {
    private final World world;
    private final TokenIssuer issuer;
    private final TokenLimit limit;

    TokenRefresh(World world, TokenIssuer issuer, TokenLimit limit) {
        this.world = world;
        this.issuer = issuer;
        this.limit = limit;
    }

    SandboxReply answer(Call call, App app, Map<String, String> body) {
        SandboxGrants grants = world.grants();
        RefreshToken token =
                grants.refreshTokens().find(AuthorizationCodeGrant.required(body, "refresh_token"));
        if (token == null) {
            throw OAuthError.INVALID_GRANT.refusal();
        }
        SandboxGrant grant = grants.grants().get(token.grantId());
        call.by(grant.userId());
        if (!grant.clientId().equals(app.clientId())) {
            throw OAuthError.INVALID_GRANT.refusal();
        }
        if (!token.alive()) {
            if (world.switches().on(Switch.REVOKE_FAMILY_ON_REUSE)) {
                grants.revoke(grant);
            }
            throw OAuthError.INVALID_GRANT.refusal();
        }
        limit.count(grant.userId());
        return rotate(grant, token);
    }

    private SandboxReply rotate(SandboxGrant grant, RefreshToken old) {
        AccessToken access = issuer.issue(grant);
        boolean legacy = world.switches().changed(Switch.ROTATION);
        world.grants().refreshTokens().put(legacy ? old.until(access.token()) : old.dead());
        return issuer.answer(grant, access);
    }
}
