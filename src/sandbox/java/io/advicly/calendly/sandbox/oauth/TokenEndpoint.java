package io.advicly.calendly.sandbox.oauth;

import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Reply;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.grant.App;
import java.util.Map;

/** {@code POST /oauth/token}. */
final class TokenEndpoint {
    private final World world;
    private final Clients clients;
    private final CodeExchange exchange;
    private final TokenRefresh refresh;

    TokenEndpoint(World world, Clients clients, CodeExchange exchange, TokenRefresh refresh) {
        this.world = world;
        this.clients = clients;
        this.exchange = exchange;
        this.refresh = refresh;
    }

    Reply answer(Call call) {
        Map<String, String> body = Fields.of(call, world.switches());
        String grantType = CodeExchange.required(body, "grant_type");
        App app = clients.authenticate(call, body);
        return switch (grantType) {
            case "authorization_code" -> exchange.answer(call, app, body);
            case "refresh_token" -> refresh.answer(call, app, body);
            default -> throw OAuthError.UNSUPPORTED_GRANT_TYPE.refusal();
        };
    }
}
