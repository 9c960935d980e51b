package io.advicly.calendly.scenario;

import static io.advicly.calendly.scenario.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `/api/admin` is for the admin role, also where a resource forgets to say so.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class AdminRuleTest {

    private static final String FORGOTTEN = "/api/admin/forgotten";

    @Test
    void anAdminMayEnter() {
        assertThat(Person.admin().get(FORGOTTEN).status()).isEqualTo(200);
    }

    @Test
    void aUserMayNot() {
        assertRefused(Person.newcomer().get(FORGOTTEN), 403, "forbidden");
    }

    @Test
    void nobodyIsAskedForAToken() {
        assertRefused(Http.get(Surroundings.service(FORGOTTEN), Map.of()), 401, "unauthenticated");
    }

    @Test
    void aGroupThatOnlyResemblesTheAdminRoleOpensNothing() {
        Person almost =
                Person.claiming(
                        "almost", Map.of("groups", new String[] {"admin", "calendly-admins"}));

        assertRefused(almost.get(FORGOTTEN), 403, "forbidden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/admin/forgotten/",
                "/api//admin/forgotten",
                "//api/admin/forgotten",
                "/api/admin//forgotten",
                "/api/admin;a=b/forgotten",
                "/api/admin/forgotten;a=b",
                "/api/./admin/forgotten",
                "/api/meetings/../admin/forgotten",
                "/%61pi/admin/forgotten",
                "/api/%61dmin/forgotten",
                "/api/admin/%66orgotten",
                "/api/admin%2Fforgotten",
                "/api/ADMIN/forgotten"
            })
    void noOtherSpellingLetsAUserIn(String path) {
        Http.Reply reply = Person.newcomer().get(path);

        assertThat(reply.status()).as(reply.raw().body()).isIn(400, 403, 404);
        assertThat(reply.raw().body()).doesNotContain("secrets");
    }

    @Test
    void aRouteThatSaysNothingIsClosedToEverybody() {
        assertRefused(Person.newcomer().get("/api/forgotten"), 403, "forbidden");
        assertRefused(Person.admin().get("/api/forgotten"), 403, "forbidden");
    }
}
