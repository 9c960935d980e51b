package io.advicly.calendly.platform.journal;

import io.advicly.calendly.platform.text.CleanText;
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
        String clean = CleanText.of(userAgent.replaceAll("\\p{Cntrl}", " ").strip());
        return CleanText.shortened(clean, MAX_USER_AGENT);
    }
}
