package io.advicly.calendly.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is committed is what is served. As production serves it: `ApiDocumentIT`.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class ApiDocumentTest {

    private static final String WRITE =
            "./mvnw -Dquick test -Dtest=ApiDocumentTest -Dopenapi.write writes it anew";
    private static final Path GIVEN = Path.of("src/main/resources/META-INF/openapi.yaml");

    @Test
    void theCommittedDocumentIsTheOneThatIsServed() {
        JsonNode served = served();
        if (System.getProperty("openapi.write") != null) {
            ApiFile.write(ApiFile.OPENAPI, served);
        }

        assertThat(ApiFile.differences(ApiFile.read(ApiFile.OPENAPI), served))
                .as("%s is not what /q/openapi serves: %s", ApiFile.OPENAPI, WRITE)
                .isEmpty();
    }

    /// With the sandbox one signs in where production has the token of another login.
    private static JsonNode served() {
        JsonNode served =
                Http.get(Surroundings.service("/q/openapi?format=json"), Map.of())
                        .expect(200)
                        .body();
        ((ObjectNode) served.path("components"))
                .set("securitySchemes", ApiFile.read(GIVEN).at("/components/securitySchemes"));
        return served;
    }
}
