package io.advicly.calendly.sandbox.login;

import io.advicly.calendly.sandbox.state.World;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Codes that the login has given out and nobody has exchanged yet: each serves once. */
final class LoginCodes {
    private static final long LIFE_SECONDS = 60;

    private final World world;
    private final Map<String, Issued> issued = new ConcurrentHashMap<>();

    LoginCodes(World world) {
        this.world = world;
    }

    /** Who signed in, and for which request. */
    record Issued(
            LoginPerson person,
            String client,
            String redirectUri,
            @Nullable String challenge,
            @Nullable String nonce,
            Instant until) {}

    String issue(LoginPerson person, Map<String, String> request) {
        String code = UUID.randomUUID().toString();
        issued.put(
                code,
                new Issued(
                        person,
                        request.getOrDefault("client_id", ""),
                        request.getOrDefault("redirect_uri", ""),
                        request.get("code_challenge"),
                        request.get("nonce"),
                        world.now().plusSeconds(LIFE_SECONDS)));
        return code;
    }

    /** Null for a code that is not good for this exchange, which uses it up all the same. */
    @Nullable Issued redeem(String code, String client, String redirectUri, String verifier) {
        Issued found = issued.remove(code);
        boolean good =
                found != null
                        && found.until.isAfter(world.now())
                        && found.client.equals(client)
                        && found.redirectUri.equals(redirectUri)
                        && (found.challenge == null || found.challenge.equals(s256(verifier)));
        return good ? found : null;
    }

    private static String s256(String verifier) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
    }
}
