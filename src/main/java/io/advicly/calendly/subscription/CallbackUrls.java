package io.advicly.calendly.subscription;

import java.net.URI;

/// The callback URLs under our own base URL. Anything else at Calendly belongs to somebody else.
public final class CallbackUrls {

    private static final String PATH = "/api/calendly/webhooks/";

    private final String base;

    /// @param publicUrl the base URL under which Calendly reaches this service
    public CallbackUrls(String publicUrl) {
        this.base = publicUrl.replaceAll("/+$", "");
    }

    public URI of(String urlToken) {
        return URI.create(base + PATH + urlToken);
    }

    /// Whether the URL is under our base URL. A base that is merely a prefix of another host or
    /// folder name does not count.
    public boolean covers(String callbackUrl) {
        return callbackUrl.startsWith(base)
                && (callbackUrl.length() == base.length()
                        || "/?#".indexOf(callbackUrl.charAt(base.length())) >= 0);
    }
}
