package io.advicly.calendly.scenario;

import static io.advicly.calendly.scenario.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The identity provider changes its keys, or is away, while the service runs.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class IssuerKeysTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /// The next test finds the service knowing the current key.
    @AfterEach
    void settle() {
        outage(false);
        awaitAccepted(Person.newcomer());
    }

    @Test
    void aNewKeyServesBesideTheOldOne() {
        Person before = Person.newcomer();
        awaitAccepted(before);

        rotate(false);

        awaitAccepted(Person.newcomer());
        before.get("/api/meetings").expect(200);
    }

    @Test
    void aWithdrawnKeyServesNoLonger() {
        Person before = Person.newcomer();
        awaitAccepted(before);

        rotate(true);

        awaitAccepted(Person.newcomer());
        assertRefused(before.get("/api/meetings"), 401, "unauthenticated");
    }

    @Test
    void keysThatCannotBeFetchedAreNoFaultOfTheToken() {
        Person known = Person.newcomer();
        awaitAccepted(known);
        rotate(false);
        Person unknown = Person.newcomer();
        outage(true);

        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    Http.Reply reply =
                            assertRefused(unknown.get("/api/meetings"), 503, "unavailable");
                    assertThat(reply.header("Retry-After")).isNotEmpty();
                });
        known.get("/api/meetings").expect(200);
    }

    private static void outage(boolean away) {
        Http.post(Surroundings.sandbox("/_login/outage"), Map.of("away", away), Map.of())
                .expect(204);
    }

    private static void rotate(boolean withdraw) {
        Http.post(Surroundings.sandbox("/_login/rotate"), Map.of("withdraw", withdraw), Map.of())
                .expect(204);
    }

    private static void awaitAccepted(Person person) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(person.get("/api/meetings").status()).isEqualTo(200));
    }
}
