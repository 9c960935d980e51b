package io.advicly.calendly.calendly;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.advicly.calendly.platform.CleanJson;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How Calendly's JSON is read and written, whatever the application's own mapper is set to.
final class WireJson {

    /// Snake case, unknown fields ignored ("null vs absent is inconsistent", calendly-api 1.12). A
    /// number is no text and no yes: what has the wrong type is left out, not made to fit. Texts
    /// are clean from here on, see [CleanText](io.advicly.calendly.platform.CleanText). Trailing
    /// text after a document is an error: a truncated or doubled body is not one of ours.
    static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .addModule(CleanJson.module().addDeserializer(Instant.class, new WireTime()))
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .withCoercionConfig(
                            LogicalType.Textual,
                            texts ->
                                    texts.setCoercion(
                                                    CoercionInputShape.Integer, CoercionAction.Fail)
                                            .setCoercion(
                                                    CoercionInputShape.Float, CoercionAction.Fail)
                                            .setCoercion(
                                                    CoercionInputShape.Boolean,
                                                    CoercionAction.Fail))
                    .build();

    private WireJson() {}

    /// JSON null and an absent field mean the same to us.
    static @Nullable JsonNode present(@Nullable JsonNode node) {
        return node == null || node.isNull() || node.isMissingNode() ? null : node;
    }

    /// The text of a field, null when it is absent or no text.
    static @Nullable String text(@Nullable JsonNode object, String field) {
        return object == null ? null : object.path(field).textValue();
    }
}
