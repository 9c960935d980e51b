package io.advicly.calendly.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whoever tries a call out with what the description gives as an example is not told that it makes
/// no sense. It may name nobody here.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class ExamplesTest {

    /// Where no name server can be asked (in the wide world the name is there), and where it is a
    /// hook that would serve nobody.
    private static final Set<String> NOT_HERE =
            Set.of(
                    "url has a host whose name is not known.",
                    "Nobody is connected whom this subscription would serve.");

    static Stream<Operation> withABody() {
        return Operation.all().filter(it -> it.described().has("requestBody"));
    }

    @ParameterizedTest
    @MethodSource("withABody")
    void anExampleMakesSense(Operation operation) {
        JsonNode example =
                operation.described().at("/requestBody/content/application~1json/example");
        assertThat(example.isObject()).isTrue();

        Http.Reply reply =
                Http.with(
                        operation.method().toUpperCase(Locale.ROOT),
                        Surroundings.service(
                                operation.path().replaceAll("\\{[^}]+}", UUID.randomUUID() + "")),
                        example,
                        headers(operation.path()));

        if (reply.status() == 400) {
            assertThat(reply.body().get("detail").asText()).isIn(NOT_HERE);
        }
    }

    private static Map<String, String> headers(String path) {
        if (path.startsWith("/api/admin/")) {
            return Person.admin().headers();
        }
        if (path.startsWith("/api/backend/")) {
            return Person.backend("default").headers();
        }
        return path.startsWith("/api/connect/")
                ? Map.of("Authorization", "Bearer " + session())
                : Person.newcomer().headers();
    }

    private static String session() {
        return Person.backend("default")
                .post("/api/backend/sessions", Map.of("user", "olivia-" + UUID.randomUUID()))
                .expect(201)
                .body()
                .get("token")
                .asText();
    }
}
