package io.advicly.calendly.testing;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/// Makes of JSON what it should not be: other types, nulls, sizes, orders and encodings. The same
/// of the same seed. What it makes up is no lie that could be true: no other time, no cancellation,
/// no yes for a no.
public final class Mangler {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MANY = 3;
    private static final int DEEP = 20;
    private static final int LONG = 50_000;

    private final Gen gen;

    public Mangler(long seed) {
        this.gen = new Gen(seed);
    }

    /// Whether this one is mangled at all.
    public boolean chooses() {
        return gen.upTo(3) > 0;
    }

    /// The record with odd fields, still JSON.
    public String oddText(JsonNode json) {
        try {
            mangleSome(json);
            return text(json);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    public byte[] mangled(byte[] json) {
        try {
            JsonNode tree = Http.JSON.readTree(json);
            mangleSome(tree);
            return gen.upTo(6) == 0 ? encoded(tree) : text(tree).getBytes(UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void mangleSome(JsonNode tree) {
        for (int times = 1 + gen.upTo(MANY); times > 0; times--) {
            mangle(tree);
        }
    }

    private void mangle(JsonNode tree) {
        List<JsonNode> containers = new ArrayList<>();
        collect(tree, containers, DEEP);
        switch (gen.oneOf(containers)) {
            case ObjectNode object when !object.isEmpty() -> {
                List<String> names = new ArrayList<>();
                object.fieldNames().forEachRemaining(names::add);
                String name = gen.oneOf(names);
                JsonNode before = object.get(name);
                switch (gen.upTo(8)) {
                    case 0 -> object.remove(name);
                    case 1 -> object.set(name + gen.oneOf(List.of("\u0000", "\ud83d")), before);
                    default -> object.set(name, other(before));
                }
            }
            case ArrayNode array when !array.isEmpty() -> {
                switch (gen.upTo(5)) {
                    case 0 -> shuffle(array);
                    case 1 -> array.add(array.get(gen.upTo(array.size())).deepCopy());
                    case 2 -> array.insert(0, other(NODES.nullNode()));
                    case 3 -> array.remove(gen.upTo(array.size()));
                    default -> array.set(gen.upTo(array.size()), other(array.get(0)));
                }
            }
            default -> {
                // There is nothing in it.
            }
        }
    }

    private JsonNode other(JsonNode before) {
        String text = before.isTextual() ? before.textValue() : "";
        return switch (gen.upTo(16)) {
            case 0, 1, 2 -> NODES.nullNode();
            case 3 -> NODES.textNode("");
            case 4 -> NODES.numberNode(gen.upTo(1_000_000));
            case 5 -> NODES.numberNode(4e15);
            case 6 -> before.isBoolean() ? NODES.nullNode() : NODES.booleanNode(gen.chance());
            case 7 -> NODES.arrayNode().add(before.deepCopy());
            case 8 -> NODES.objectNode().set("x", before.deepCopy());
            case 9 -> NODES.textNode(HexFormat.of().formatHex(gen.bytes(LONG)));
            case 10 -> nested();
            case 11 -> NODES.textNode("\u0000" + text);
            case 12 -> NODES.textNode(text + "\ud83d");
            case 13 -> NODES.textNode(text + "/");
            case 14 -> NODES.numberNode(BigInteger.TEN.pow(gen.upTo(30_000)));
            default -> NODES.textNode("\udc00\u202e" + text);
        };
    }

    private JsonNode nested() {
        JsonNode inner = NODES.arrayNode();
        for (int depth = 50 + gen.upTo(900); depth > 0; depth--) {
            inner = NODES.arrayNode().add(inner);
        }
        return inner;
    }

    private byte[] encoded(JsonNode tree) throws JsonProcessingException {
        byte[] bytes = text(tree).getBytes(UTF_8);
        return switch (gen.upTo(7)) {
            case 0 -> Arrays.copyOf(bytes, gen.upTo(bytes.length));
            case 1 -> text(tree).getBytes(UTF_16);
            case 2 -> ("\ufeff" + text(tree)).getBytes(UTF_8);
            case 3 -> "<html><body>Bad gateway</body></html>".getBytes(UTF_8);
            case 4 -> new byte[0];
            case 5 -> gen.bytes(100);
            default -> {
                bytes[gen.upTo(bytes.length)] = (byte) (0x80 + gen.upTo(0x80));
                yield bytes;
            }
        };
    }

    /// With what has no UTF-8 escaped.
    private static String text(JsonNode tree) throws JsonProcessingException {
        StringBuilder ascii = new StringBuilder();
        for (char letter : Http.JSON.writeValueAsString(tree).toCharArray()) {
            if (Character.isSurrogate(letter)) {
                ascii.append("\\u%04x".formatted((int) letter));
            } else {
                ascii.append(letter);
            }
        }
        return ascii.toString();
    }

    private void shuffle(ArrayNode array) {
        List<JsonNode> items = new ArrayList<>();
        array.forEach(items::add);
        Collections.shuffle(items, new Random(gen.upTo(Integer.MAX_VALUE)));
        array.removeAll().addAll(items);
    }

    /// Nothing is put into what is deep already: no parser reads more than a thousand levels.
    private static void collect(JsonNode node, List<JsonNode> containers, int levels) {
        if (node.isContainerNode() && levels > 0) {
            containers.add(node);
            node.forEach(inner -> collect(inner, containers, levels - 1));
        }
    }
}
