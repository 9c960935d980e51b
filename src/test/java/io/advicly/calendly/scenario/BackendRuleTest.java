package io.advicly.calendly.scenario;

import static io.advicly.calendly.scenario.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `/api/backend` is for backends, also where a resource forgets to say so, and nothing else is.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class BackendRuleTest {

    private static final String FORGOTTEN = "/api/backend/forgotten";

    @ParameterizedTest
    @ValueSource(strings = {"default", "acme", "*"})
    void aBackendMayEnter(String tenant) {
        assertThat(Person.backend(tenant).get(FORGOTTEN).status()).isEqualTo(200);
    }

    @Test
    void nobodyElseMay() {
        assertRefused(Person.newcomer().get(FORGOTTEN), 403, "forbidden");
        assertRefused(Person.admin().get(FORGOTTEN), 403, "forbidden");
        assertRefused(Http.get(Surroundings.service(FORGOTTEN), Map.of()), 401, "unauthenticated");
    }

    @Test
    void aGroupThatOnlyResemblesTheRoleOpensNothing() {
        Person almost =
                Person.claiming(
                        "almost", Map.of("groups", List.of("backend", "calendly-backends")));

        assertRefused(almost.get(FORGOTTEN), 403, "forbidden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/backend/forgotten/",
                "/api//backend/forgotten",
                "/api/backend;a=b/forgotten",
                "/api/./backend/forgotten",
                "/api/meetings/../backend/forgotten",
                "/%61pi/backend/forgotten",
                "/api/%62ackend/forgotten",
                "/api/backend%2Fforgotten",
                "/api/BACKEND/forgotten"
            })
    void noOtherSpellingLetsAUserIn(String path) {
        Http.Reply reply = Person.newcomer().get(path);

        assertThat(reply.status()).as(reply.raw().body()).isIn(400, 403, 404);
        assertThat(reply.raw().body()).doesNotContain("secrets");
    }

    /// Its `sub` may be that of a user.
    @Test
    void aBackendIsNoUser() {
        Person backend = Person.backend("default");

        assertRefused(backend.get("/api/calendly/connection"), 403, "forbidden");
        assertRefused(backend.post("/api/calendly/connection", Map.of()), 403, "forbidden");
        assertRefused(backend.delete("/api/calendly/connection"), 403, "forbidden");
        assertRefused(backend.get("/api/meetings"), 403, "forbidden");
        assertRefused(backend.get("/api/admin/connections"), 403, "forbidden");
    }
}
