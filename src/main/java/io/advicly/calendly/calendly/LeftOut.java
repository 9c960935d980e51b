package io.advicly.calendly.calendly;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A record of a list that cannot be read, as far as it tells what it is about.
///
/// @param why names a field and holds no value
record LeftOut(@Nullable String uri, @Nullable String callbackUrl, String why) {

    /// @param item null for one that is not even there
    static LeftOut of(@Nullable JsonNode item, Exception unreadable) {
        return new LeftOut(
                WireJson.text(item, "uri"), WireJson.text(item, "callback_url"), why(unreadable));
    }

    private static String why(Exception unreadable) {
        return switch (unreadable) {
            case UnreadableException missing -> String.valueOf(missing.getMessage());
            case JsonMappingException wrongType -> "wrong type: " + path(wrongType);
            default -> unreadable.getClass().getSimpleName();
        };
    }

    /// The names of the fields down to the wrong one; fields that we do not know never get here.
    static String path(JsonMappingException failure) {
        return failure.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[]" : "." + step.getFieldName())
                .collect(Collectors.joining());
    }

    /// Leaves out the callback URL: its last segment is a secret of a kind.
    @Override
    public String toString() {
        return "LeftOut[uri=%s, why=%s]".formatted(uri, why);
    }
}
