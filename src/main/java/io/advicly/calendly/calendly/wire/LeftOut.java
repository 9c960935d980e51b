package io.advicly.calendly.calendly.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.calendly.CalendlyUri;
import org.jspecify.annotations.Nullable;

/// A record of a list that cannot be read, as far as it tells what it is about.
///
/// @param field which field was missing or odd
/// @param why names a field and holds no value
public record LeftOut(
        @Nullable String uri, @Nullable String callbackUrl, String field, String why) {

    /// @param item null for one that is not even there
    static LeftOut of(@Nullable JsonNode item, UnreadableException unreadable) {
        return new LeftOut(
                spelled(WireJson.text(item, "uri")),
                WireJson.text(item, "callback_url"),
                unreadable.field(),
                String.valueOf(unreadable.getMessage()));
    }

    private static @Nullable String spelled(@Nullable String uri) {
        return uri == null ? null : CalendlyUri.spelled(uri);
    }

    /// Leaves out the callback URL: its last segment is a secret of a kind.
    @Override
    public String toString() {
        return "LeftOut[uri=%s, why=%s]".formatted(uri, why);
    }
}
