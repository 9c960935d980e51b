package io.advicly.calendly.platform.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.platform.problem.ProblemType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Answers that are problems, each combination of kinds once.
final class ProblemResponses {

    private final ObjectNode components;
    private final Map<String, List<ProblemType>> used = new TreeMap<>();

    ProblemResponses(ObjectNode components) {
        this.components = components;
    }

    void writeInto(ObjectNode responses, Set<ProblemType> problems) {
        Map<Integer, List<ProblemType>> byStatus =
                problems.stream()
                        .collect(
                                Collectors.groupingBy(
                                        ProblemType::status, TreeMap::new, Collectors.toList()));
        byStatus.forEach((status, types) -> refer(responses, status, types));
    }

    private void refer(ObjectNode responses, int status, List<ProblemType> types) {
        String name = name(types);
        used.put(name, types);
        responses.putObject(String.valueOf(status)).put("$ref", "#/components/responses/" + name);
    }

    void write() {
        ObjectNode responses = components.putObject("responses");
        used.forEach((name, types) -> write(responses.putObject(name), types));
    }

    private static void write(ObjectNode response, List<ProblemType> types) {
        int status = types.getFirst().status();
        response.put(
                "description",
                types.stream()
                        .map(it -> "`%s`: %s.".formatted(it.code(), it.title()))
                        .collect(Collectors.joining(" ")));
        header(response, status);
        ObjectNode media = response.putObject("content").putObject("application/problem+json");
        media.putObject("schema").put("$ref", References.schema("Problem"));
        ObjectNode examples = media.putObject("examples");
        types.forEach(type -> example(examples.putObject(type.code()), type));
    }

    private static void header(ObjectNode response, int status) {
        switch (status) {
            case 401 ->
                    header(
                            response,
                            "WWW-Authenticate",
                            "That a bearer token is wanted.",
                            "string");
            case 429, 503 ->
                    header(
                            response,
                            "Retry-After",
                            "After how many seconds to try again.",
                            "integer");
            default -> {}
        }
    }

    private static void header(ObjectNode response, String name, String text, String type) {
        response.putObject("headers")
                .putObject(name)
                .put("description", text)
                .putObject("schema")
                .put("type", type);
    }

    private static void example(ObjectNode example, ProblemType type) {
        example.put("summary", type.title());
        ObjectNode value = example.putObject("value");
        value.put("type", type.uri().toString())
                .put("title", type.title())
                .put("status", type.status());
        switch (type) {
            case CURSOR_EXPIRED -> value.put("oldest", "evt_0000000000000004711");
            case CALENDLY_REFUSED ->
                    value.putObject("calendly")
                            .put("status", 403)
                            .put("title", "Permission Denied")
                            .put("message", "You do not have permission.")
                            .put("request_id", "7a6f4a8a");
            default -> {}
        }
    }

    private static String name(List<ProblemType> types) {
        return types.stream().map(ProblemResponses::name).collect(Collectors.joining("Or"));
    }

    private static String name(ProblemType type) {
        return Arrays.stream(type.code().split("-"))
                .map(it -> Character.toUpperCase(it.charAt(0)) + it.substring(1))
                .collect(Collectors.joining());
    }
}
