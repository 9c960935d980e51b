package io.advicly.calendly.webhook.erasure;

import org.jspecify.annotations.Nullable;

/// Whom to erase.
///
/// @param email in any case
/// @param tenant where; the operator's own when it is left out
public record ErasureRequest(@Nullable String email, @Nullable String tenant) {

    @Override
    public String toString() {
        return "ErasureRequest[tenant=" + tenant + "]";
    }
}
