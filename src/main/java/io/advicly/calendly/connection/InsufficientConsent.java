package io.advicly.calendly.connection;

import java.util.Locale;

/// Calendly renews a connection's grant, and refuses calls with it: only a new consent helps.
///
/// @param words Calendly's
public record InsufficientConsent(Cause cause, String words) {

    /// What is refused.
    public enum Cause {
        /// What the consent does not cover. An existing grant never gains scopes (calendly-api
        /// 1.4).
        SCOPE,
        /// Everything, with an access token that was made a moment ago.
        TOKEN;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Cause of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }
}
