package io.advicly.calendly.webhook.queue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.advicly.calendly.calendly.CalendlyUri;
import io.advicly.calendly.platform.text.CleanText;
import io.advicly.calendly.platform.text.OddJson;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which scheduled event a delivery is about, for whoever looks for the deliveries of a meeting.
final class ConcernedEvent {

    private static final int MAX = 500;

    private ConcernedEvent() {}

    /// The text at `payload.event` of a body; null where there is none, or it is none.
    static @Nullable String of(byte[] body) {
        try {
            return OddJson.read(body, ConcernedEvent::find).orElse(null);
        } catch (IOException unreadable) {
            return null;
        }
    }

    private static Optional<String> find(JsonParser parser) throws IOException {
        return enter(parser, "payload") ? Optional.ofNullable(text(parser)) : Optional.empty();
    }

    private static @Nullable String text(JsonParser parser) throws IOException {
        if (!find(parser, "event") || parser.currentToken() != JsonToken.VALUE_STRING) {
            return null;
        }
        String uri = parser.getText();
        return uri.length() > MAX || !CleanText.isClean(uri) ? null : CalendlyUri.spelled(uri);
    }

    private static boolean enter(JsonParser parser, String field) throws IOException {
        return parser.nextToken() == JsonToken.START_OBJECT
                && find(parser, field)
                && parser.currentToken() == JsonToken.START_OBJECT;
    }

    /// Goes to the value of a field of the object that was begun.
    private static boolean find(JsonParser parser, String field) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean found = parser.currentName().equals(field);
            parser.nextToken();
            if (found) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }
}
