package io.advicly.calendly.sandbox.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.login.Login;
import io.advicly.calendly.sandbox.seed.Seed;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.grant.App;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * {@code POST /_backend/session?user=olivia}: the token of a session, as text. A backend that is
 * none of a demo knows by itself who is signed in, and whose pages may use the session.
 */
public final class DemoSessions {
    private static final String PATH = "/_backend/session";
    private static final String CALLBACK = "/api/calendly/oauth/callback";
    private static final int CREATED = 201;
    private static final long PATIENCE_MILLIS = 10_000;

    private final World world;
    private final Login login;
    private final HttpClient http;

    public DemoSessions(Vertx vertx, World world, Login login) {
        this.world = world;
        this.login = login;
        this.http = vertx.createHttpClient();
    }

    public void mount(Router router) {
        router.post(PATH).handler(this::answer);
    }

    private void answer(RoutingContext call) {
        String user = call.request().getParam("user");
        String origin = call.request().getHeader("Origin");
        if (user == null || origin == null) {
            reply(call, 400, "user and the header Origin are missing");
            return;
        }
        service()
                .map(service -> made(service, user, origin))
                .orElseGet(() -> Future.failedFuture("no app redirects to the service"))
                .onSuccess(token -> reply(call, 200, token))
                .onFailure(failure -> reply(call, 502, String.valueOf(failure.getMessage())));
    }

    /** Where the app of the sandbox redirects to. */
    private Optional<String> service() {
        App app = world.grants().apps().find(Seed.CLIENT_ID);
        return app == null
                ? Optional.empty()
                : app.redirectUris().stream()
                        .filter(uri -> uri.endsWith(CALLBACK))
                        .reduce((first, last) -> last)
                        .map(uri -> uri.substring(0, uri.length() - CALLBACK.length()));
    }

    private Future<String> made(String service, String user, String origin) {
        ObjectNode wanted = Json.object().put("user", user).put("return_to", origin + "/");
        wanted.set("allowed_origins", Json.strings(List.of(origin)));
        return http.request(
                        new RequestOptions()
                                .setMethod(HttpMethod.POST)
                                .setAbsoluteURI(service + "/api/backend/sessions")
                                .setIdleTimeout(PATIENCE_MILLIS))
                .compose(request ->
                        request.putHeader("Authorization", "Bearer " + login.backendToken())
                                .putHeader("Content-Type", "application/json")
                                .send(Json.bytes(wanted)))
                .compose(answer -> answer.body().map(body -> token(answer.statusCode(), body)));
    }

    private static String token(int status, Buffer body) {
        if (status != CREATED) {
            throw new IllegalStateException("the service answered " + status + ": " + body);
        }
        try {
            return Json.parse(body).path("token").asText();
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }

    /** The demo page comes from the service's port. */
    private static void reply(RoutingContext call, int status, String text) {
        call.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/plain; charset=utf-8")
                .putHeader("Cache-Control", "no-store")
                .putHeader("Access-Control-Allow-Origin", "*")
                .end(text);
    }
}
