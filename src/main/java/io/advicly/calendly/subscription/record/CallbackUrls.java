package io.advicly.calendly.subscription.record;

import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.TreeSet;

/// The callback URLs under our own public URL. Anything else at Calendly belongs to somebody else,
/// another environment or product under the same host included. Pure.
public final class CallbackUrls {

    private static final String PATH = "/api/calendly/webhooks";

    private final String webhooks;

    /// @param publicUrl the base URL under which Calendly reaches this service
    public CallbackUrls(String publicUrl) {
        this.webhooks = normal(publicUrl).replaceAll("/+$", "") + PATH;
    }

    public URI urlFor(String urlToken) {
        return URI.create(webhooks + "/" + urlToken);
    }

    /// What every subscription asks for: these events, at our intake. Not where its token leads.
    public String asked(Collection<String> events) {
        return "%s at %s".formatted(String.join(" ", new TreeSet<>(events)), webhooks);
    }

    /// Whether the URL leads to our intake, with or without a token.
    public boolean covers(String callbackUrl) {
        String url = normal(callbackUrl);
        return url.equals(webhooks)
                || url.startsWith(webhooks + "/")
                || url.startsWith(webhooks + "?");
    }

    /// Whether both lead to the same place, whoever spells them.
    public static boolean isSame(String one, String other) {
        return one.equals(other) || normal(one).equals(normal(other));
    }

    /// Case of scheme and host, and the port that goes without saying, make no difference.
    private static String normal(String url) {
        int hostAt = url.indexOf("://") + "://".length();
        int pathAt = hostAt < "://".length() ? -1 : end(url, hostAt);
        if (pathAt < 0) {
            return url;
        }
        String origin = url.substring(0, pathAt).toLowerCase(Locale.ROOT);
        String port = origin.startsWith("https:") ? ":443" : ":80";
        String plain =
                origin.endsWith(port)
                        ? origin.substring(0, origin.length() - port.length())
                        : origin;
        return plain + url.substring(pathAt);
    }

    private static int end(String url, int from) {
        for (int at = from; at < url.length(); at++) {
            if ("/?#".indexOf(url.charAt(at)) >= 0) {
                return at;
            }
        }
        return url.length();
    }
}
