package io.advicly.calendly.sandbox.oauth;

import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.grant.App;
import java.util.Map;

/** {@code POST /oauth/token}. */
final class TokenApi {
    private final World world;
    private final Clients clients;
    private final AuthorizationCodeGrant exchange;
    private final TokenRefresh refresh;

    TokenApi(World world, Clients clients, AuthorizationCodeGrant exchange, TokenRefresh refresh) {
        this.world = world;
        this.clients = clients;
        this.exchange = exchange;
        this.refresh = refresh;
    }

    SandboxReply answer(Call call) {
        Map<String, String> body = Fields.of(call, world.switches());
        String grantType = AuthorizationCodeGrant.required(body, "grant_type");
        App app = clients.authenticate(call, body);
        return switch (grantType) {
            case "authorization_code" -> exchange.answer(call, app, body);
            case "refresh_token" -> refresh.answer(call, app, body);
            default -> throw OAuthError.UNSUPPORTED_GRANT_TYPE.refusal();
        };
    }
}
