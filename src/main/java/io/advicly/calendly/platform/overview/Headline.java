package io.advicly.calendly.platform.overview;

import java.util.List;

/// How it goes, in one sentence. Pure.
final class Headline {

    private Headline() {}

    /// @param waiting deliveries that are not worked off yet
    /// @param connected users
    static String of(List<Overview.Attention> attention, long waiting, long connected) {
        if (!attention.isEmpty()) {
            return attention.size() == 1
                    ? "One thing needs attention."
                    : "%d things need attention.".formatted(attention.size());
        }
        String users =
                connected == 1 ? "one user is connected" : connected + " users are connected";
        String work =
                switch ((int) Math.min(waiting, 2)) {
                    case 0 -> "nothing waits";
                    case 1 -> "one delivery is being worked off";
                    default -> waiting + " deliveries are being worked off";
                };
        return "All is well: %s, and %s.".formatted(users, work);
    }
}
