package io.advicly.calendly.calendly;

/// Calendly names everything by full URIs. Their last segment is the path parameter, so that any
/// base URL works.
final class CalendlyUri {

    private CalendlyUri() {}

    /// The last segment of a resource's URI; anything else never becomes a path.
    static String id(String uri) {
        String id = uri.substring(uri.lastIndexOf('/') + 1);
        if (id.isBlank() || !id.chars().allMatch(CalendlyUri::isPlain) || id.startsWith(".")) {
            throw new CalendlyFailure.Rejected(CalendlyAnswer.none("not a URI of Calendly"));
        }
        return id;
    }

    private static boolean isPlain(int c) {
        return c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.');
    }
}
