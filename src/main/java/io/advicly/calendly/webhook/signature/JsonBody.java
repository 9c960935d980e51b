package io.advicly.calendly.webhook.signature;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.advicly.calendly.calendly.CalendlyUri;
import io.advicly.calendly.platform.text.OddJson;
import java.io.IOException;
import java.util.Optional;

/// What has to be known about a body before it is stored. Reads it as a stream: no tree is built on
/// the event loop. Pure.
final class JsonBody {

    private JsonBody() {}

    /// Whether the bytes are exactly one JSON value, however odd: Calendly has signed it, and
    /// nobody else has it.
    static boolean isJson(byte[] body) {
        try {
            return OddJson.read(body, JsonBody::isOneValue);
        } catch (IOException malformed) {
            return false;
        }
    }

    private static boolean isOneValue(JsonParser parser) throws IOException {
        if (parser.nextToken() == null) {
            return false;
        }
        parser.skipChildren();
        return parser.nextToken() == null;
    }

    /// The envelope's `created_by`: the account that created the subscription, when it can be one.
    /// Trust it only after the signature.
    static Optional<String> createdBy(byte[] body) {
        try {
            return OddJson.read(body, JsonBody::findCreator);
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<String> findCreator(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return Optional.empty();
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean wanted = parser.currentName().equals("created_by");
            JsonToken value = parser.nextToken();
            if (wanted && value == JsonToken.VALUE_STRING) {
                return Optional.of(parser.getText())
                        .filter(uri -> uri.indexOf(0) < 0)
                        .map(CalendlyUri::spelled);
            }
            parser.skipChildren();
        }
        return Optional.empty();
    }
}
