package io.advicly.calendly.calendly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// An HTTP answer that is no success, before anybody has decided what it means.
///
/// @param header a header's first value by its name, null when absent
/// @param json the body, a missing node when it is no JSON
record Reply(int status, UnaryOperator<@Nullable String> header, JsonNode json) {

    private static final int MOST_DETAILS = 10;

    static Reply of(int status, UnaryOperator<@Nullable String> header, byte @Nullable [] body) {
        return new Reply(status, header, parsed(body));
    }

    /// What Calendly said. The API host speaks of `title`, `message` and `details`, the OAuth host
    /// of `error` and `error_description` (calendly-api 1.12).
    CalendlyAnswer answer() {
        return new CalendlyAnswer(
                status,
                first("title", "error"),
                first("message", "error_description"),
                details(),
                Redaction.ofRequestId(header.apply("x-request-id")));
    }

    private @Nullable String first(String field, String otherwise) {
        String text = WireJson.text(json, field);
        return Redaction.of(text == null ? WireJson.text(json, otherwise) : text);
    }

    private List<String> details() {
        return StreamSupport.stream(json.path("details").spliterator(), false)
                .limit(MOST_DETAILS)
                .map(Reply::detail)
                .filter(Objects::nonNull)
                .toList();
    }

    /// `parameter` is not always there (calendly-api 1.12).
    private static @Nullable String detail(JsonNode detail) {
        String parameter = WireJson.text(detail, "parameter");
        String message = WireJson.text(detail, "message");
        if (parameter == null) {
            return Redaction.of(message);
        }
        return Redaction.of(message == null ? parameter : parameter + ": " + message);
    }

    private static JsonNode parsed(byte @Nullable [] body) {
        if (body == null) {
            return MissingNode.getInstance();
        }
        try {
            return WireJson.MAPPER.readTree(body);
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }
}
