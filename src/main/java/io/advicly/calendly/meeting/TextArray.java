package io.advicly.calendly.meeting;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Collection;

/// Any number of values as one parameter of a native query, so that there is one statement to
/// prepare and not one for each number.
final class TextArray {

    private TextArray() {}

    /// The parameter's value.
    static String of(Collection<?> values) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        values.forEach(value -> array.add(value.toString()));
        return array.toString();
    }

    /// An expression that makes a `text[]` of the parameter `name`.
    static String sql(String name) {
        return "ARRAY(SELECT jsonb_array_elements_text(CAST(CAST(:"
                + name
                + " AS text) AS jsonb)))";
    }
}
