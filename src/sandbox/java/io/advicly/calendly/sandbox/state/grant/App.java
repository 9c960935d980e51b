package io.advicly.calendly.sandbox.state.grant;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A registered OAuth app (DOC-app).
 *
 * @param webApp false is a native app: it has no secret and must use PKCE
 * @param webhookSigningKey signs deliveries of subscriptions that brought no key of their own
 *     (DOC-wh-sig)
 */
public record App(
        String clientId,
        String clientSecret,
        List<String> redirectUris,
        String webhookSigningKey,
        boolean webApp,
        Instant createdAt) {

    public App withSigningKey(String key) {
        return new App(clientId, clientSecret, redirectUris, key, webApp, createdAt);
    }

    public App withRedirectUris(List<String> more) {
        List<String> all = new ArrayList<>(redirectUris);
        more.stream().filter(uri -> !all.contains(uri)).forEach(all::add);
        return new App(
                clientId, clientSecret, List.copyOf(all), webhookSigningKey, webApp, createdAt);
    }

    @Override
    public String toString() {
        return "App[" + clientId + "]";
    }
}
