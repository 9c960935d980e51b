package io.advicly.calendly.calendly;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Calendly names everything by full URIs. Their last segment is the path parameter, so that any
/// base URL works.
public final class CalendlyUri {

    /// Scheme, host with port, and the rest. Read in one pass, however long it is.
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "(https?)://([^/?#@]++)(.*+)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private CalendlyUri() {}

    /// The last segment of a resource's URI; anything else never becomes a path.
    public static String id(String uri) {
        if (!hasId(uri)) {
            throw new CalendlyFailure.Rejected(CalendlyAnswer.none("not a URI of Calendly"));
        }
        return last(uri);
    }

    /// Whether the last segment is one that may become a path.
    public static boolean hasId(String uri) {
        String id = last(uri);
        return !id.isBlank() && id.chars().allMatch(CalendlyUri::isPlain) && !id.startsWith(".");
    }

    private static String last(String uri) {
        return uri.substring(uri.lastIndexOf('/') + 1);
    }

    /// The one spelling that things are known by, whichever Calendly has used: an event of two
    /// spellings would be two. Of an address with a port of its own, which is no host of
    /// Calendly's, the scheme stays.
    public static String spelled(String uri) {
        Matcher parts = ADDRESS.matcher(uri);
        if (!parts.matches()) {
            return uri;
        }
        String host = parts.group(2).toLowerCase(Locale.ROOT);
        return usual(parts.group(1).toLowerCase(Locale.ROOT), host)
                + withoutSlashes(parts.group(3));
    }

    private static String withoutSlashes(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    private static String usual(String scheme, String host) {
        int port = host.indexOf(':');
        boolean known = port < 0 || host.endsWith(":443") || host.endsWith(":80");
        return known
                ? "https://" + (port < 0 ? host : host.substring(0, port))
                : scheme + "://" + host;
    }

    /// Whether both name the same thing, whatever the host is called and wherever they end.
    public static boolean isSame(String one, String other) {
        return one.equals(other) || name(spelled(one)).equals(name(spelled(other)));
    }

    /// The kind of thing and its id.
    private static String name(String uri) {
        String plain = uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
        int id = plain.lastIndexOf('/');
        return id <= 0 ? plain : plain.substring(plain.lastIndexOf('/', id - 1) + 1);
    }

    private static boolean isPlain(int c) {
        return c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.');
    }
}
