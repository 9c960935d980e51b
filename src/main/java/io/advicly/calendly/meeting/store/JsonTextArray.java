package io.advicly.calendly.meeting.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Collection;

/// Any number of texts as one parameter of a native query, so that there is one statement to
/// prepare and not one for each number.
final class JsonTextArray {

    private JsonTextArray() {}

    /// A JSON array.
    static String json(Collection<String> texts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array.toString();
    }
}
