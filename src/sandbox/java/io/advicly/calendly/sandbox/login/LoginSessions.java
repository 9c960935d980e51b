package io.advicly.calendly.sandbox.login;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Who stays signed in after a token has ended. As with the strictest providers each refresh token
 * serves once, and brings the next one.
 */
final class LoginSessions {
    private final Map<String, Session> open = new ConcurrentHashMap<>();

    /** Who signed in, where. */
    record Session(LoginPerson person, String client) {}

    /** The refresh token. */
    String open(Session session) {
        String token = UUID.randomUUID().toString();
        open.put(token, session);
        return token;
    }

    /** Null for a token that is not good for this client, or was used. */
    @Nullable Session redeem(String token, String client) {
        Session found = open.remove(token);
        return found != null && found.client().equals(client) ? found : null;
    }
}
