package io.advicly.calendly.calendly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
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

    /// Whether it says why, in the words of one of the two hosts. What stands before Calendly (an
    /// edge, a proxy) answers with pages of its own, or with nothing.
    boolean isErrorDocument() {
        CalendlyAnswer answer = answer();
        return answer.title() != null || answer.message() != null;
    }

    /// What somebody else than Calendly said: of which kind it is, and a plain text itself. A
    /// page's text is markup.
    ///
    /// @param body null when it is not at hand
    CalendlyAnswer foreign(@Nullable String body) {
        String of = Objects.requireNonNullElse(header.apply("content-type"), "");
        String type = of.split(";", -1)[0].strip().toLowerCase(Locale.ROOT);
        String text = body == null || !type.equals("text/plain") ? "" : ": " + body.strip();
        return new CalendlyAnswer(
                status,
                null,
                type.isEmpty() ? null : Redaction.of(type + text),
                List.of(),
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
