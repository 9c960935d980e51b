package io.advicly.calendly.sandbox.oauth;

import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.grant.App;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
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
        List<Credentials> read = basic(call);
        List<Credentials> given =
                read.isEmpty()
                        ? List.of(new Credentials(body.get("client_id"), body.get("client_secret")))
                        : read;
        for (Credentials one : given) {
            App app = world.grants().apps().find(one.id());
            if (app != null && (!app.webApp() || app.clientSecret().equals(one.secret()))) {
                return app;
            }
        }
        throw (read.isEmpty() ? OAuthError.INVALID_CLIENT.refusal() : OAuthError.wrongBasic());
    }

    /**
     * What the header says, read both ways: as it stands, which is what many clients mean, and
     * decoded, as RFC 6749, 2.3.1, has it. Which of them Calendly does is not documented.
     */
    private static List<Credentials> basic(Call call) {
        String header = call.header("Authorization");
        if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return List.of();
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(header.substring(6).trim());
            String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
            Credentials plain = new Credentials(parts[0], parts.length == 2 ? parts[1] : "");
            return List.of(
                    plain, new Credentials(percentDecoded(plain.id), percentDecoded(plain.secret)));
        } catch (IllegalArgumentException notBase64) {
            throw OAuthError.wrongBasic();
        }
    }

    /** The text itself where it is not encoded. */
    private static @Nullable String percentDecoded(@Nullable String text) {
        try {
            return text == null ? null : URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }

    private record Credentials(@Nullable String id, @Nullable String secret) {}
}
