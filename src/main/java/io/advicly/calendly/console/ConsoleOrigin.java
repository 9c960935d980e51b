package io.advicly.calendly.console;

import org.jspecify.annotations.Nullable;

/// Whether a call was made by a page of the console. Pure.
final class ConsoleOrigin {

    private ConsoleOrigin() {}

    /// @param site what browsers say since 2023 to addresses that are https or local
    /// @param origin what others say of all but plain looks; whoever says neither has to know the
    ///   page's token all the same
    /// @param host the one that was called; the scheme is what a proxy makes of it
    static boolean isOurs(@Nullable String site, @Nullable String origin, @Nullable String host) {
        if (site != null) {
            return site.equals("same-origin");
        }
        return origin == null
                || (host != null
                        && (origin.equalsIgnoreCase("https://" + host)
                                || origin.equalsIgnoreCase("http://" + host)));
    }
}
