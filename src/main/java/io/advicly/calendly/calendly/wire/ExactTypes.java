package io.advicly.calendly.calendly.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.advicly.calendly.platform.text.CleanText;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads texts, times and truth values as Calendly documents them, and makes none out of anything
/// else: a number is no text, and no time. What is of another type is told, and read as null.
final class ExactTypes {

    /// The attribute of a reader that is told the names of such fields.
    static final Object ODD = new Object();

    /// What both Calendly and PostgreSQL know, wherever the clock stands that told it.
    private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private ExactTypes() {}

    static SimpleModule module() {
        return new SimpleModule("exact types")
                .addDeserializer(
                        String.class,
                        new Exact<>(
                                String.class,
                                Set.of(JsonToken.VALUE_STRING),
                                parser -> CleanText.of(parser.getText()),
                                null))
                .addDeserializer(
                        Boolean.class,
                        new Exact<>(
                                Boolean.class,
                                Set.of(JsonToken.VALUE_TRUE, JsonToken.VALUE_FALSE),
                                JsonParser::getBooleanValue,
                                null))
                .addDeserializer(
                        Instant.class,
                        new Exact<>(
                                Instant.class,
                                Set.of(JsonToken.VALUE_STRING),
                                parser -> time(parser.getText()),
                                null));
    }

    private static @Nullable Instant time(String text) {
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            return time.isBefore(FIRST) || time.isAfter(LAST) ? null : time;
        } catch (DateTimeException noTime) {
            return null;
        }
    }

    /// Reads a value that is there.
    private interface Reading<T> {

        /// @return null for what is none after all
        @Nullable T read(JsonParser parser) throws IOException;
    }

    private static final class Exact<T> extends StdDeserializer<T>
            implements ContextualDeserializer {

        private static final long serialVersionUID = 1L;

        private final Class<T> type;
        private final Set<JsonToken> tokens;
        private final transient Reading<T> reading;
        private final @Nullable String field;

        Exact(Class<T> type, Set<JsonToken> tokens, Reading<T> reading, @Nullable String field) {
            super(type);
            this.type = type;
            this.tokens = tokens;
            this.reading = reading;
            this.field = field;
        }

        @Override
        public JsonDeserializer<?> createContextual(
                DeserializationContext context, @Nullable BeanProperty property) {
            return new Exact<>(type, tokens, reading, property == null ? null : property.getName());
        }

        @Override
        public @Nullable T deserialize(JsonParser parser, DeserializationContext context)
                throws IOException {
            T value = tokens.contains(parser.currentToken()) ? reading.read(parser) : null;
            if (value == null) {
                parser.skipChildren();
                if (context.getAttribute(ODD) instanceof OddFields odd && field != null) {
                    odd.found(field);
                }
            }
            return value;
        }
    }
}
