import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Prints what was found out, as Markdown. Of what went well names and kinds alone, of what was refused Calendly's
/// words; no secret, no address, no person.
final class Report {

    private static final int LONGEST = 3_000;

    private final Set<String> secrets = new LinkedHashSet<>();

    /// Never printed from now on.
    String secret(String value) {
        if (value != null && value.length() > 3) {
            secrets.add(value);
        }
        return value == null ? "" : value;
    }

    void section(String title) {
        print("\n## " + title + "\n");
    }

    void found(String what, Object answer) {
        print("* **" + what + "**: " + answer);
    }

    void answer(String what, Reply reply) {
        String body =
                reply.isGood() && reply.json() != null
                        ? Json.shape(reply.json())
                        : reply.body().isEmpty() ? "(empty)" : reply.body();
        print("* **%s**: `%d` %s `%s`".formatted(what, reply.status(), reply.type(), cut(body.replaceAll("\\s+", " "))));
    }

    void limits(Reply reply) {
        Map<String, String> found = new TreeMap<>();
        reply.headers().forEach((name, values) -> {
            if (name.toLowerCase().contains("ratelimit") || name.equalsIgnoreCase("Retry-After")) {
                found.put(name, values.getFirst());
            }
        });
        found("Rate limit headers", found.isEmpty() ? "none" : found);
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + " …" : text;
    }

    private void print(String line) {
        String clean = line;
        for (String secret : secrets) {
            clean = clean.replace(secret, "(secret)");
        }
        System.out.println(
                clean.replaceAll("[\\w.+%-]+@[\\w-]+(\\.[\\w-]+)+", "(e-mail)")
                        .replaceAll("(https?://[^/\\s\"']+/[a-z_]+/)[A-Za-z0-9-]{8,}", "$1(id)")
                        .replaceAll("\\b[A-Za-z0-9_-]{40,}\\b", "(long)"));
        System.out.flush();
    }

    /// @param json null where it is none
    record Reply(int status, Map<String, List<String>> headers, String body, Object json) {

        boolean isGood() {
            return status >= 200 && status < 300;
        }

        String type() {
            return header("content-type").replaceAll(";.*", "");
        }

        String header(String name) {
            return headers.entrySet().stream()
                    .filter(it -> it.getKey().equalsIgnoreCase(name))
                    .map(it -> it.getValue().getFirst())
                    .findFirst()
                    .orElse("");
        }

        /// Of its one resource.
        String uri() {
            return Json.text(json, "resource", "uri");
        }

        String id() {
            String path = URI.create(uri()).getPath();
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }
}
