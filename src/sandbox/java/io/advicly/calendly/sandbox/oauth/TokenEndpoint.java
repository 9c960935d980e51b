package io.advicly.calendly.sandbox.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Reply;
import io.advicly.calendly.sandbox.state.App;
import io.advicly.calendly.sandbox.state.Switch;
import io.advicly.calendly.sandbox.state.World;
import java.util.LinkedHashMap;
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
        Map<String, String> body = body(call);
        String grantType = CodeExchange.required(body, "grant_type");
        App app = clients.authenticate(call, body);
        return switch (grantType) {
            case "authorization_code" -> exchange.answer(call, app, body);
            case "refresh_token" -> refresh.answer(call, app, body);
            default -> throw OAuthError.UNSUPPORTED_GRANT_TYPE.refusal();
        };
    }

    /**
     * Forms only, unless a switch allows the JSON that Calendly's own sample app buzzwordcrm sends.
     */
    private Map<String, String> body(Call call) {
        if (!call.sendsJson()) {
            return call.fields();
        }
        Map<String, String> body = new LinkedHashMap<>();
        if (world.switches().on(Switch.ACCEPT_JSON_TOKEN_BODY)) {
            ObjectNode json = call.json();
            json.properties().forEach(field -> body.put(field.getKey(), field.getValue().asText()));
        }
        return body;
    }
}
