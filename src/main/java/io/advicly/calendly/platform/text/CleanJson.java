package io.advicly.calendly.platform.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.JsonNodeDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Has every text of JSON cleaned as it is read, before anybody sees it, see [CleanText]: for
/// Calendly's answers and deliveries. The application's own mapper reads bearer tokens too, whose
/// names are not to be changed, and is left as it is.
public final class CleanJson {

    private CleanJson() {}

    public static SimpleModule module() {
        return new SimpleModule("clean texts")
                .addDeserializer(String.class, new Text())
                .addDeserializer(JsonNode.class, new Tree());
    }

    private static final class Text extends StdScalarDeserializer<String> {

        Text() {
            super(String.class);
        }

        @Override
        public @Nullable String deserialize(JsonParser parser, DeserializationContext context)
                throws IOException {
            return CleanText.ofNullable(StringDeserializer.instance.deserialize(parser, context));
        }
    }

    private static final class Tree extends JsonNodeDeserializer {

        @Override
        public JsonNode deserialize(JsonParser parser, DeserializationContext context)
                throws IOException {
            return CleanText.of(super.deserialize(parser, context));
        }
    }
}
