package io.advicly.calendly.sandbox.oauth;

import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.grant.App;
import io.advicly.calendly.sandbox.state.grant.AuthorizationCode;
import io.advicly.calendly.sandbox.state.grant.SandboxGrant;
import io.advicly.calendly.sandbox.state.grant.SandboxGrants;
import io.advicly.calendly.sandbox.state.setting.Switch;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code grant_type=authorization_code}: a code for a pair of tokens, once. */
final class AuthorizationCodeGrant {
    private final World world;
    private final TokenIssuer issuer;
    private final TokenLimit limit;

    AuthorizationCodeGrant(World world, TokenIssuer issuer, TokenLimit limit) {
        this.world = world;
        this.issuer = issuer;
        this.limit = limit;
    }

    SandboxReply answer(Call call, App app, Map<String, String> body) {
        AuthorizationCode code = world.grants().codes().find(required(body, "code"));
        String redirectUri = required(body, "redirect_uri");
        if (code == null) {
            throw OAuthError.INVALID_GRANT.refusal();
        }
        call.by(code.userId());
        if (code.grantId() != null) {
            punishReuse(code.grantId());
            throw OAuthError.INVALID_GRANT.refusal();
        }
        if (!code.clientId().equals(app.clientId())
                || !code.redirectUri().equals(redirectUri)
                || !world.now().isBefore(code.expiresAt())) {
            throw OAuthError.INVALID_GRANT.refusal();
        }
        verify(code.challenge(), body);
        limit.count(code.userId());
        return exchange(code);
    }

    private SandboxReply exchange(AuthorizationCode code) {
        SandboxGrant grant =
                new SandboxGrant(
                        world.newId(),
                        code.clientId(),
                        code.userId(),
                        code.scope(),
                        world.now(),
                        false);
        world.grants().grants().put(grant);
        world.grants().codes().put(code.usedFor(grant.id()));
        return issuer.answer(grant, issuer.issue(grant));
    }

    private void punishReuse(String grantId) {
        SandboxGrants grants = world.grants();
        SandboxGrant grant = grants.grants().find(grantId);
        if (grant != null && world.switches().on(Switch.REVOKE_FAMILY_ON_REUSE)) {
            grants.revoke(grant);
        }
    }

    private void verify(@Nullable String challenge, Map<String, String> body) {
        if (challenge == null) {
            return;
        }
        String verifier =
                world.secrets().remember("code_verifier", required(body, "code_verifier"));
        if (!challenge.equals(s256(verifier))) {
            throw OAuthError.INVALID_GRANT.refusal();
        }
    }

    private static String s256(String verifier) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static String required(Map<String, String> body, String name) {
        String value = body.get(name);
        if (value == null || value.isBlank()) {
            throw OAuthError.missing(name);
        }
        return value;
    }
}
