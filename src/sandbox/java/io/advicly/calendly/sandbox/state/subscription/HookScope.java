package io.advicly.calendly.sandbox.state.subscription;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whose events a subscription hears of. */
public enum HookScope {
    ORGANIZATION,
    USER,
    GROUP;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static @Nullable HookScope of(@Nullable String wire) {
        for (HookScope scope : values()) {
            if (scope.wire().equals(wire)) {
                return scope;
            }
        }
        return null;
    }
}
