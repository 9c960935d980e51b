package io.advicly.calendly.platform;

import org.jspecify.annotations.Nullable;

/// From where somebody acted.
///
/// @param clientAddress as the trusted proxy tells it, else the peer's
/// @param userAgent shortened; null without one
record Origin(@Nullable String clientAddress, @Nullable String userAgent) {

    static final Origin NONE = new Origin(null, null);

    /// Enough to tell a browser from a script, and no more.
    private static final int MAX_USER_AGENT = 200;

    static Origin of(@Nullable String clientAddress, @Nullable String userAgent) {
        return new Origin(clientAddress, userAgent == null ? null : shortened(userAgent));
    }

    private static String shortened(String userAgent) {
        String clean = userAgent.replaceAll("\\p{Cntrl}", " ").strip();
        return clean.length() <= MAX_USER_AGENT ? clean : clean.substring(0, MAX_USER_AGENT);
    }
}
