import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads JSON into maps, lists, strings, numbers, booleans and null.
final class Json {

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /// Null where it is no JSON.
    static Object parse(String text) {
        try {
            Json json = new Json(text);
            Object value = json.value();
            json.blank();
            return json.at == text.length() ? value : null;
        } catch (RuntimeException broken) {
            return null;
        }
    }

    /// What is behind these names, one in the other; a number is a place in a list.
    static Object at(Object json, String... names) {
        Object found = json;
        for (String name : names) {
            found =
                    switch (found) {
                        case Map<?, ?> map -> map.get(name);
                        case List<?> list when list.size() > Integer.parseInt(name) ->
                                list.get(Integer.parseInt(name));
                        case null, default -> null;
                    };
        }
        return found;
    }

    static String text(Object json, String... names) {
        return at(json, names) instanceof String found ? found : "";
    }

    /// The names and kinds of what is there, and no value: those are people's.
    static String shape(Object json) {
        return switch (json) {
            case null -> "null";
            case Map<?, ?> map -> {
                StringBuilder fields = new StringBuilder();
                map.forEach((name, value) ->
                        fields.append(fields.isEmpty() ? "" : ", ").append(name).append(": ").append(shape(value)));
                yield "{" + fields + "}";
            }
            case List<?> list -> list.isEmpty() ? "[]" : "[" + shape(list.getFirst()) + "]";
            case String text -> text.matches("https?://.*") ? "uri" : "text";
            case Boolean yes -> String.valueOf(yes);
            default -> "number";
        };
    }

    static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private Object value() {
        blank();
        char first = text.charAt(at);
        if (first == '{') {
            return object();
        }
        if (first == '[') {
            return list();
        }
        if (first == '"') {
            return string();
        }
        int end = at;
        while (end < text.length() && "+-.0123456789abcdefghijklmnopqrstuvwxyzE".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        String word = text.substring(at, end);
        at = end;
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            case "null" -> null;
            default -> Double.valueOf(word);
        };
    }

    private Map<String, Object> object() {
        Map<String, Object> all = new LinkedHashMap<>();
        at++;
        while (!ends('}')) {
            blank();
            String name = string();
            blank();
            expect(':');
            all.put(name, value());
        }
        return all;
    }

    private List<Object> list() {
        List<Object> all = new ArrayList<>();
        at++;
        while (!ends(']')) {
            all.add(value());
        }
        return all;
    }

    private boolean ends(char end) {
        blank();
        if (text.charAt(at) == ',') {
            at++;
            return false;
        }
        if (text.charAt(at) == end) {
            at++;
            return true;
        }
        return false;
    }

    private String string() {
        expect('"');
        StringBuilder all = new StringBuilder();
        while (text.charAt(at) != '"') {
            char one = text.charAt(at++);
            if (one != '\\') {
                all.append(one);
                continue;
            }
            char escaped = text.charAt(at++);
            if (escaped == 'u') {
                all.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
                at += 4;
            } else {
                int known = "nrtbf".indexOf(escaped);
                all.append(known < 0 ? escaped : "\n\r\t\b\f".charAt(known));
            }
        }
        at++;
        return all.toString();
    }

    private void expect(char wanted) {
        if (text.charAt(at++) != wanted) {
            throw new IllegalArgumentException("no JSON");
        }
    }

    private void blank() {
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
    }
}
