package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Why an operator does something may be left out; who sends blanks meant to say it.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class BlankReasonTest {

    private static final String ID = UUID.randomUUID().toString();

    private final Person admin = Person.admin();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connections/%s/sync",
                "connections/%s/refresh",
                "connections/%s/disconnect",
                "connections/%s/purge",
                "connections/%s/session",
                "deliveries/%s/replay",
                "syncs/%s/retry",
                "destinations/%s/secret",
                "destinations/%s/resume"
            })
    void isRefusedBeforeAnythingIsDone(String path) {
        for (String blank : new String[] {"", "  ", "\u0000 \n"}) {
            assertRefused(
                    admin.post("/api/admin/" + path.formatted(ID), Map.of("reason", blank))
                            .expect(400)
                            .body());
        }
        admin.post("/api/admin/" + path.formatted(ID), Map.of()).expect(404);
    }

    @Test
    void isRefusedOfAReplayOfMany() {
        Map<String, ?> none = Map.of("event", "nothing", "state", "dead");

        assertRefused(
                admin.post("/api/admin/deliveries/replay", Map.of("filter", none, "reason", " "))
                        .expect(400)
                        .body());
        assertRefused(admin.delete("/api/admin/replays/" + ID + "?reason=%20").expect(400).body());
        admin.delete("/api/admin/replays/" + ID).expect(404);
    }

    private static void assertRefused(JsonNode problem) {
        assertThat(problem.get("type").asText()).endsWith(":request-invalid");
        assertThat(problem.get("detail").asText())
                .isEqualTo("reason must say why, or be left out.");
    }
}
