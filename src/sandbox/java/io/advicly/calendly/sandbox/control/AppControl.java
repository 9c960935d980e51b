package io.advicly.calendly.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.advicly.calendly.sandbox.seed.Seed;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.grant.App;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /_control/apps}: registered OAuth apps. */
final class AppControl {
    private final World world;

    AppControl(World world) {
        this.world = world;
    }

    SandboxReply list(Call call) {
        return Listing.of("apps", call, world.grants().apps().all().stream(), AppControl::json);
    }

    /**
     * Creates an app, or changes what is given of an existing one; redirect URIs replace the old
     * ones.
     */
    SandboxReply put(Call call) {
        Order order =
                new Order(
                        call.json(),
                        "client_id",
                        "client_secret",
                        "redirect_uris",
                        "webhook_signing_key",
                        "kind");
        String id = order.text("client_id", Seed.CLIENT_ID);
        App before = world.grants().apps().find(id);
        List<String> uris = order.texts("redirect_uris");
        String kind = order.text("kind");
        if (kind != null && !List.of("web", "native").contains(kind)) {
            throw Order.wrong("kind wants web or native");
        }
        App app =
                new App(
                        id,
                        order.text(
                                "client_secret",
                                before == null ? id + "-secret" : before.clientSecret()),
                        uris.isEmpty() && before != null ? before.redirectUris() : uris,
                        signingKey(order, before),
                        kind == null ? before == null || before.webApp() : kind.equals("web"),
                        before == null ? world.now() : before.createdAt());
        world.grants().apps().put(app);
        return SandboxReply.json(200, json(app));
    }

    SandboxReply rotateSigningKey(Call call) {
        App app = world.grants().apps().find(call.segment("id"));
        if (app == null) {
            throw Order.missing("app " + call.segment("id"));
        }
        App rotated = app.withSigningKey(world.secrets().newSigningKey());
        world.grants().apps().put(rotated);
        return SandboxReply.json(200, json(rotated));
    }

    private String signingKey(Order order, @Nullable App before) {
        String given = order.key("webhook_signing_key");
        if (given != null) {
            return world.secrets().remember("signing_key", given);
        }
        return before == null ? world.secrets().newSigningKey() : before.webhookSigningKey();
    }

    private static ObjectNode json(App app) {
        return Json.object()
                .put("client_id", app.clientId())
                .put("client_secret", app.clientSecret())
                .put("kind", app.webApp() ? "web" : "native")
                .put("webhook_signing_key", app.webhookSigningKey())
                .set("redirect_uris", Json.strings(app.redirectUris()));
    }
}
