package io.advicly.calendly.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.fault.Effect;
import io.advicly.calendly.sandbox.fault.Mangling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads out of an order what the fault is to do. */
final class FaultOrders {
    private FaultOrders() {}

    static Effect effect(Order order) {
        if (order.flag("cut", false)) {
            return new Effect.Cut();
        }
        if (order.flag("garbage", false)) {
            return new Effect.Garbage();
        }
        if (order.flag("truncated", false)) {
            return new Effect.Truncated();
        }
        if (order.has("mangle")) {
            return new Effect.Mangled(manglings(order.raw("mangle")));
        }
        return answer(order);
    }

    /** What comes from something before Calendly, or from Calendly in an odd hour. */
    private static Effect answer(Order order) {
        if (order.flag("html", false)) {
            int status = (int) order.number("status", 403);
            return typed(order, status, "text/html", page(status));
        }
        if (order.flag("plain", false)) {
            return typed(order, (int) order.number("status", 200), "text/plain", "OK");
        }
        if (order.flag("empty", false)) {
            int status = (int) order.number("status", 200);
            return new Effect.Answer(status, order.map("headers"), "");
        }
        if (order.has("status") || order.has("body")) {
            return new Effect.Answer(
                    (int) order.number("status", 200), order.map("headers"), body(order));
        }
        if (order.number("delay_ms", 0) == 0) {
            throw Order.wrong(
                    "a fault wants status, body, delay_ms, cut, garbage, html, plain, empty,"
                            + " truncated or mangle");
        }
        return new Effect.Pass();
    }

    private static Effect typed(Order order, int status, String type, String usual) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", type + "; charset=utf-8");
        headers.putAll(order.map("headers"));
        String body = body(order);
        return new Effect.Answer(status, headers, body == null ? usual : body);
    }

    private static @Nullable String body(Order order) {
        JsonNode body = order.raw("body");
        if (body.isMissingNode()) {
            return null;
        }
        return body.isTextual() ? body.asText() : body.toString();
    }

    private static String page(int status) {
        return """
        <html><head><title>%1$d</title></head>
        <body><center><h1>%1$d</h1></center><hr><center>edge</center></body></html>
        """
                .formatted(status);
    }

    private static List<Mangling> manglings(JsonNode ordered) {
        List<Mangling> manglings = new ArrayList<>();
        if (ordered.isArray()) {
            ordered.forEach(one -> manglings.add(mangling(one)));
        } else {
            manglings.add(mangling(ordered));
        }
        if (manglings.isEmpty()) {
            throw Order.wrong("mangle wants at least one place");
        }
        return List.copyOf(manglings);
    }

    private static Mangling mangling(JsonNode ordered) {
        if (!(ordered instanceof ObjectNode object)) {
            throw Order.wrong("mangle wants an object, or a list of them");
        }
        Order order = new Order(object, "item", "field", "value");
        String field = order.text("field", "");
        String item = item(order);
        if (field.isEmpty() && item == null && !object.has("value")) {
            throw Order.wrong("mangle wants item or field");
        }
        return new Mangling(
                item,
                field.isEmpty() ? List.of() : List.of(field.split("\\.")),
                object.get("value"));
    }

    private static @Nullable String item(Order order) {
        JsonNode item = order.raw("item");
        if (item.isMissingNode() || item.isTextual()) {
            return item.isTextual() ? item.asText() : null;
        }
        if (!item.isIntegralNumber() || item.asLong() < 1) {
            throw Order.wrong("item wants a number from 1 or an id");
        }
        return item.asText();
    }
}
