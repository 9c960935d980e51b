package io.advicly.calendly.sandbox.oauth;

import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.state.App;
import io.advicly.calendly.sandbox.state.World;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling the auth host: HTTP Basic, or {@code client_id} and {@code client_secret} in the
 * body (DOC-behalf).
 */
final class Clients {
    private final World world;

    Clients(World world) {
        this.world = world;
    }

    App authenticate(Call call, Map<String, String> body) {
        Credentials given = basic(call);
        if (given == null) {
            given = new Credentials(body.get("client_id"), body.get("client_secret"));
        }
        App app = world.grants().apps().find(given.id());
        if (app == null || (app.webApp() && !app.clientSecret().equals(given.secret()))) {
            throw OAuthError.INVALID_CLIENT.refusal();
        }
        return app;
    }

    private static @Nullable Credentials basic(Call call) {
        String header = call.header("Authorization");
        if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return null;
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(header.substring(6).trim());
            String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
            return new Credentials(parts[0], parts.length == 2 ? parts[1] : "");
        } catch (IllegalArgumentException notBase64) {
            throw OAuthError.INVALID_CLIENT.refusal();
        }
    }

    private record Credentials(@Nullable String id, @Nullable String secret) {}
}
