package io.advicly.calendly.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// A call that openapi.yaml describes.
///
/// @param path as it stands there
/// @param method in lower case
public record Operation(String path, String method) {

    public static Stream<Operation> all() {
        return Described.API.path("paths").properties().stream()
                .flatMap(path ->
                        path.getValue().properties().stream()
                                .map(it -> new Operation(path.getKey(), it.getKey())));
    }

    JsonNode described() {
        return Described.API.path("paths").path(path).path(method);
    }

    /// Whether a parameter of the query has to be there.
    boolean needsAQuery() {
        return StreamSupport.stream(described().path("parameters").spliterator(), false)
                .filter(it -> it.path("in").asText().equals("query"))
                .anyMatch(it -> it.path("required").asBoolean());
    }

    /// With nothing in the body where it takes one.
    Http.Reply call(String at, @Nullable Person caller) {
        return Http.with(
                method.toUpperCase(Locale.ROOT),
                Surroundings.service(at),
                described().has("requestBody") ? Map.of() : null,
                caller == null ? Map.of() : caller.headers());
    }

    /// The description has the status, the problem and every field.
    ///
    /// @return what was answered
    public JsonNode assertDescribed(String who, Http.Reply reply) {
        String place = "%s, as %s: %d %s".formatted(this, who, reply.status(), reply.raw().body());
        JsonNode response = resolved(described().path("responses"), reply.status());
        assertThat(response.isMissingNode()).as(place).isFalse();
        JsonNode json = reply.json();
        if (json == null) {
            assertThat(response.at("/content/application~1json").isMissingNode())
                    .as(place)
                    .isTrue();
            return response;
        }
        List<String> wrongs = new ArrayList<>();
        response.path("content")
                .findValuesAsText("$ref")
                .forEach(schema -> wrongs.addAll(Described.wrongs(schema, json)));
        assertThat(wrongs).as(place).isEmpty();
        if (reply.status() >= 400) {
            String code = json.path("type").asText().replaceAll(".*:", "");
            assertThat(response.at("/content/application~1problem+json/examples").has(code))
                    .as(place)
                    .isTrue();
        }
        return json;
    }

    private static JsonNode resolved(JsonNode responses, int status) {
        JsonNode response = responses.path(String.valueOf(status));
        return response.has("$ref")
                ? Described.API.at(response.get("$ref").asText().substring(1))
                : response;
    }

    @Override
    public String toString() {
        return method.toUpperCase(Locale.ROOT) + " " + path;
    }
}
