package io.advicly.calendly.calendly;

/// Calendly names everything by full URIs. Their last segment is the path parameter, so that any
/// base URL works.
public final class CalendlyUri {

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

    /// Whether both name the same thing, whatever the host is called and wherever they end.
    public static boolean isSame(String one, String other) {
        return one.equals(other) || name(one).equals(name(other));
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
