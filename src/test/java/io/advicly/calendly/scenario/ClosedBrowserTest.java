package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The browser is closed while the service is at it: what was begun is finished.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class ClosedBrowserTest {

    @BeforeEach
    void startOver() {
        CleanSlate.startOver();
    }

    @Test
    void finishesConnectingAfterTheCodeIsSpent() {
        Person olivia = Person.newcomer();
        URI callback = Person.decide(olivia.askToConnect(), "ada", "approve");
        Calendar.fault(Map.of("endpoint", "users_me", "delay_ms", 7000, "times", 1));

        assertThatThrownBy(() -> olivia.openAndLeave(callback, Duration.ofSeconds(3)))
                .isInstanceOf(UncheckedIOException.class);

        await().untilAsserted(() ->
                assertThat(olivia.connection().get("status").asText()).isEqualTo("active"));
    }

    @Test
    void keepsTheGrantThatARefreshHasBrought() {
        Person olivia = Person.newcomer();
        olivia.connect("ada");
        Calendar.fault(Map.of("endpoint", "refresh", "delay_ms", 7000, "times", 1));

        assertThatThrownBy(() -> olivia.connectAndLeave(Duration.ofSeconds(3)))
                .isInstanceOf(UncheckedIOException.class);

        await().untilAsserted(() ->
                assertThat(
                                olivia.post("/api/calendly/connection", Map.of())
                                        .expect(200)
                                        .body()
                                        .get("status")
                                        .asText())
                        .isEqualTo("connected"));
    }
}
