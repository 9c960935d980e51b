package io.advicly.calendly.connection;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Calendly renews a connection's grant, and refuses calls with it: a new consent helps, and
/// nothing else does where the consent does not cover them.
///
/// @param words Calendly's
/// @param triedAgainAt from when on the grant is renewed once more where its tokens are refused;
///   null where that may be at any time
public record InsufficientConsent(Cause cause, String words, @Nullable Instant triedAgainAt) {

    /// What is refused.
    public enum Cause {
        /// What the consent does not cover. An existing grant never gains scopes (calendly-api
        /// 1.4).
        SCOPE,
        /// Everything, with an access token that was made a moment ago.
        TOKEN;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Cause of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }
}
