package io.advicly.calendly.calendly.http.answer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.advicly.calendly.calendly.CalendlyAnswer;
import io.advicly.calendly.calendly.Redaction;
import io.advicly.calendly.calendly.wire.WireJson;
import io.quarkus.oidc.common.OidcResponseFilter.OidcResponseFilterContext;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// An HTTP answer, before [Answers] has decided what it means.
///
/// @param header a header's first value by its name, null when absent
/// @param json the body, a missing node when it is no JSON or says that it is something else
/// @param text the body of a plain text, blank for anything else
/// @param isEmpty whether there is no body
public record Reply(
        int status,
        UnaryOperator<@Nullable String> header,
        JsonNode json,
        String text,
        boolean isEmpty) {

    private static final int MOST_DETAILS = 10;

    /// @param most how many bytes of it are read, once it is unpacked
    /// @return fails with [AnswerTooLargeException] for one that is larger
    public static Reply of(RestResponse<byte[]> response, int most) {
        return of(response.getStatus(), response::getHeaderString, response.getEntity(), most);
    }

    /// @param packed its body, which was read before the response was closed
    static Reply of(Response response, byte @Nullable [] packed, int most) {
        return of(response.getStatus(), response::getHeaderString, packed, most);
    }

    public static Reply of(OidcResponseFilterContext response, int most) {
        Buffer body = response.responseBody();
        return of(
                response.statusCode(),
                response.responseHeaders()::get,
                body == null ? null : body.getBytes(),
                most);
    }

    public static Reply of(
            int status,
            UnaryOperator<@Nullable String> header,
            byte @Nullable [] packed,
            int most) {
        byte[] body =
                packed == null ? null : Unpacked.of(packed, header.apply("content-encoding"), most);
        String type = type(header);
        boolean isJson = type.isEmpty() || type.equals("application/json");
        return new Reply(
                status,
                header,
                body == null || !isJson ? MissingNode.getInstance() : parsed(body),
                body == null || !type.equals("text/plain") ? "" : new String(body, UTF_8).strip(),
                body == null || new String(body, UTF_8).isBlank());
    }

    /// What Calendly said. The API host speaks of `title`, `message` and `details`, the OAuth host
    /// of `error` and `error_description` (docs/calendly-api.md 1.12).
    CalendlyAnswer answer() {
        return new CalendlyAnswer(
                status,
                first("title", "error"),
                first("message", "error_description"),
                details(),
                requestId());
    }

    /// Whether it has the one status of success that the OIDC client knows.
    public boolean isOk() {
        return status == 200;
    }

    /// Whether it is an error in the words of the API's host.
    boolean isApiError() {
        return json.path("title").isTextual() && json.path("message").isTextual();
    }

    /// Whether it is an error in the words of the OAuth host.
    boolean isOAuthError() {
        return json.path("error").isTextual() && !json.has("access_token");
    }

    /// What somebody else than Calendly said: of which kind it is, and a plain text itself. A
    /// page's text is markup, and other people's JSON may quote anything.
    CalendlyAnswer foreign() {
        String type = type(header);
        return new CalendlyAnswer(
                status,
                null,
                type.isEmpty() ? null : Redaction.of(text.isEmpty() ? type : type + ": " + text),
                List.of(),
                requestId());
    }

    /// Calendly's own id of the call.
    @Nullable
    public String requestId() {
        return Redaction.ofRequestId(header.apply("x-request-id"));
    }

    private static String type(UnaryOperator<@Nullable String> header) {
        String of = Objects.requireNonNullElse(header.apply("content-type"), "");
        return of.split(";", -1)[0].strip().toLowerCase(Locale.ROOT);
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

    /// `parameter` is not always there (docs/calendly-api.md 1.12).
    private static @Nullable String detail(JsonNode detail) {
        String parameter = WireJson.text(detail, "parameter");
        String message = WireJson.text(detail, "message");
        if (parameter == null) {
            return Redaction.of(message);
        }
        return Redaction.of(message == null ? parameter : parameter + ": " + message);
    }

    private static JsonNode parsed(byte[] body) {
        try {
            JsonNode json = WireJson.tree(body);
            return json == null ? MissingNode.getInstance() : json;
        } catch (StreamConstraintsException tooMuch) {
            throw new AnswerTooLargeException();
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }
}
