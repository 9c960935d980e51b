package io.advicly.calendly.sandbox.oauth;

import io.advicly.calendly.sandbox.http.ApiError;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.grant.AccessToken;
import io.advicly.calendly.sandbox.state.grant.SandboxGrant;
import io.advicly.calendly.sandbox.state.grant.SandboxGrants;
import java.util.List;

/** Recognises the API's callers by their access token. */
public final class Bearer {
    private final World world;

    public Bearer(World world) {
        this.world = world;
    }

    public ApiCaller authenticate(Call call) {
        String header = call.header("Authorization");
        if (header == null || !header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            throw ApiError.unauthenticated();
        }
        AccessToken token = world.grants().accessTokens().find(header.substring(7).trim());
        if (token == null) {
            throw ApiError.unauthenticated();
        }
        SandboxGrant grant = world.grants().grants().get(token.grantId());
        call.by(grant.userId());
        if (!token.aliveAt(world.now())) {
            throw ApiError.unauthenticated();
        }
        if (!token.used()) {
            firstUse(token);
        }
        return new ApiCaller(world.directory().users().get(grant.userId()), grant);
    }

    /** Under legacy rotation this is the moment at which the old refresh token dies. */
    private void firstUse(AccessToken token) {
        SandboxGrants grants = world.grants();
        grants.accessTokens().put(token.asUsed());
        List.copyOf(grants.refreshTokensOf(token.grantId())).stream()
                .filter(refresh -> token.token().equals(refresh.successor()))
                .forEach(refresh -> grants.refreshTokens().put(refresh.dead()));
    }
}
