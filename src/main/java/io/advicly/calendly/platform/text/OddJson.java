package io.advicly.calendly.platform.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/// Reads JSON of Calendly's, of which nothing may be lost for something odd in it: a number or a
/// name that is longer, or nested deeper, than a parser reads by itself, or half of a surrogate
/// pair in a name, which a parser of bytes refuses and one of texts does not. Whoever calls has
/// bounded the bytes.
public final class OddJson {

    private static final JsonFactory PATIENT = factory(Integer.MAX_VALUE);

    /// A parser keeps something of each level that is open: a large answer of nothing but brackets
    /// would fill the memory.
    private static final JsonFactory BOUNDED = factory(250_000);

    private OddJson() {}

    private static JsonFactory factory(int deepest) {
        return JsonFactory.builder()
                .streamReadConstraints(
                        StreamReadConstraints.builder()
                                .maxNestingDepth(deepest)
                                .maxNumberLength(Integer.MAX_VALUE)
                                .maxNameLength(Integer.MAX_VALUE)
                                .maxStringLength(Integer.MAX_VALUE)
                                .build())
                .build();
    }

    /// What is found by going through a document, token by token.
    public interface Reading<T> {

        T read(JsonParser parser) throws IOException;
    }

    /// @return fails with [IOException] for what is no JSON, as far as it is read
    public static <T> T read(byte[] body, Reading<T> reading) throws IOException {
        return read(PATIENT, body, reading);
    }

    private static <T> T read(JsonFactory factory, byte[] body, Reading<T> reading)
            throws IOException {
        try (JsonParser bytes = factory.createParser(body)) {
            return reading.read(bytes);
        } catch (JsonParseException broken) {
            return readText(factory, body, reading, broken);
        }
    }

    private static <T> T readText(
            JsonFactory factory, byte[] body, Reading<T> reading, JsonParseException broken)
            throws IOException {
        String text;
        try {
            text = withoutMark(UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
        } catch (CharacterCodingException noText) {
            throw broken;
        }
        try (JsonParser letters = factory.createParser(text)) {
            return reading.read(letters);
        } catch (JsonParseException alsoBroken) {
            throw broken;
        }
    }

    /// What a parser of bytes passes by.
    private static String withoutMark(String text) {
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    /// A document with nothing in the place of what is too deep, too long or too large in it: that
    /// costs itself.
    ///
    /// @param mapper reads nearly all of them, within its own limits
    /// @return fails with [StreamConstraintsException] for what is too large as a whole
    public static JsonNode tree(byte[] body, ObjectMapper mapper) throws IOException {
        try {
            return mapper.readTree(body);
        } catch (StreamConstraintsException | JsonParseException odd) {
            return read(BOUNDED, body, parser -> cut(new Cutting(parser), mapper));
        }
    }

    /// The same where nothing but numbers may be missing: a text could stand in anything else.
    ///
    /// @return fails with [StreamConstraintsException] where something had to be left out
    public static JsonNode allTexts(byte[] body, ObjectMapper mapper) throws IOException {
        try {
            return mapper.readTree(body);
        } catch (StreamConstraintsException | JsonParseException odd) {
            return read(BOUNDED, body, parser -> whole(new Cutting(parser), mapper));
        }
    }

    private static JsonNode whole(Cutting cutting, ObjectMapper mapper) throws IOException {
        JsonNode tree = cut(cutting, mapper);
        if (cutting.hasCut()) {
            throw new StreamConstraintsException("something was left out");
        }
        return tree;
    }

    private static JsonNode cut(Cutting cutting, ObjectMapper mapper) throws IOException {
        try (TokenBuffer copy = cutting.copy()) {
            return mapper.readerFor(JsonNode.class).readValue(copy.asParser());
        }
    }
}
