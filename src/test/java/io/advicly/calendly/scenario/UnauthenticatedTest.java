package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Who does not say who they are learns that they must, and nothing else.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class UnauthenticatedTest {

    @Test
    void asksForATokenWhereThereIsNone() {
        assertRefused(Http.get(Surroundings.service("/api/meetings"), Map.of()));
    }

    @Test
    void asksForATokenWhereThereIsAWrongOne() {
        Map<String, String> wrong = Map.of("Authorization", "Bearer not-a-token");

        assertRefused(Http.get(Surroundings.service("/api/meetings"), wrong));
    }

    /// Such characters cannot be stored: without them somebody else's name may be left.
    @Test
    void nobodyIsCalledByWhatNoTextMayHold() {
        String user = "ada\u0000";
        Person somebody = Person.named(user);
        Person ofATenant = Person.claiming("ada", Map.of("tenant_id", user));

        assertRefused(somebody.get("/api/meetings"));
        assertRefused(ofATenant.get("/api/meetings"));
    }

    private static void assertRefused(Http.Reply reply) {
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
        assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(reply.body().get("type").asText())
                .isEqualTo("urn:calendly-connect:problem:unauthenticated");
        assertThat(reply.body().get("instance").asText()).isEqualTo("/api/meetings");
    }
}
