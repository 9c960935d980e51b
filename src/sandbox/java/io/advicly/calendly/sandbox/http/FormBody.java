package io.advicly.calendly.sandbox.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.MultiMap;

/**
 * A form as Calendly's Rails reads it: {@code a[]=1&a[]=2} is a list, {@code a[b]=1} an object. All
 * values are texts.
 */
final class FormBody {
    private FormBody() {}

    static ObjectNode json(MultiMap fields) {
        ObjectNode json = Json.object();
        fields.forEach(field -> put(json, field.getKey(), field.getValue()));
        return json;
    }

    private static void put(ObjectNode json, String name, String value) {
        String[] way = name.replace("]", "").split("\\[", -1);
        ObjectNode place = json;
        for (int i = 0; i < way.length - 1; i++) {
            if (way[i + 1].isEmpty()) {
                list(place, way[i]).add(value);
                return;
            }
            place = object(place, way[i]);
        }
        place.put(way[way.length - 1], value);
    }

    private static ArrayNode list(ObjectNode place, String name) {
        return place.path(name) instanceof ArrayNode list ? list : place.putArray(name);
    }

    private static ObjectNode object(ObjectNode place, String name) {
        return place.path(name) instanceof ObjectNode object ? object : place.putObject(name);
    }
}
