package io.advicly.calendly.scenario;

import static io.advicly.calendly.scenario.Refusals.assertRefused;
import static io.advicly.calendly.scenario.Refusals.assertStoresNothing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.security.identity.CallerName;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Names that would fit into no index, made of what nothing makes shorter: PostgreSQL compresses
/// what repeats itself.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class EndlessNamesTest {

    private final Random random = new Random();

    @BeforeEach
    void startOver() {
        CleanSlate.startOver();
    }

    @Test
    void nobodyIsCalledThat() {
        Person user = Person.named(noise(3_000));
        Person tenants = Person.claiming("somebody", Map.of("tenant_id", noise(3_000)));

        assertStoresNothing(() -> assertNobody(user));
        assertStoresNothing(() -> assertNobody(tenants));
    }

    private static void assertNobody(Person person) {
        assertRefused(person.get("/api/calendly/connection"), 401, "unauthenticated");
        assertRefused(person.post("/api/calendly/connection", Map.of()), 401, "unauthenticated");
        assertRefused(person.get("/api/meetings"), 401, "unauthenticated");
    }

    @Test
    void whoeverIsCalledSomethingLongConnectsWithALongAccountToo() {
        Person longest =
                Person.claiming(
                        noise(CallerName.LONGEST), Map.of("tenant_id", noise(CallerName.LONGEST)));

        assertThat(longest.connect("ada")).hasQuery("calendly=connected");

        assertThat(longest.connection().get("status").asText()).isEqualTo("active");
        longest.delete("/api/calendly/connection?purge=true").expect(204);
    }

    @Test
    void whateverAGuestIsCalledTheMeetingIsShown() {
        Person olivia = Person.newcomer();
        olivia.connect("ada");

        Calendar.bookWith("ada", noise(20_000));

        await().untilAsserted(() ->
                assertThat(olivia.meetings())
                        .anyMatch(it -> it.at("/invitees/0/name").asText().length() > 1_000));
    }

    private String noise(int length) {
        byte[] bytes = new byte[length / 2];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
