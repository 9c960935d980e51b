package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whoever disconnects leaves no token alive at Calendly that was ever theirs.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class RevocationTest {

    @BeforeEach
    void startOver() {
        Calendar.clearFaults();
        CleanSlate.startOver();
    }

    @AfterEach
    void clear() {
        Calendar.clearFaults();
    }

    @Test
    void endsTheAccessTokensThatRefreshesHaveReplaced() {
        Person olivia = Person.newcomer();
        olivia.connect("ada");
        olivia.post("/api/calendly/connection", Map.of()).expect(200);
        olivia.post("/api/calendly/connection", Map.of()).expect(200);
        assertThat(livingAccessTokens()).isEqualTo(3);

        olivia.delete("/api/calendly/connection").expect(204);

        await().untilAsserted(() -> {
            assertThat(livingAccessTokens()).isZero();
            assertThat(Calendar.livingGrants("ada")).isZero();
            assertThat(Dump.count("retired_tokens")).isZero();
        });
    }

    @Test
    void endsThemLaterWhenCalendlyIsAway() {
        Person olivia = Person.newcomer();
        olivia.connect("ada");
        olivia.post("/api/calendly/connection", Map.of()).expect(200);
        Calendar.fault(Map.of("endpoint", "revoke", "status", 503, "times", -1));

        olivia.delete("/api/calendly/connection?purge=true").expect(204);

        assertThat(olivia.connection().get("status").asText()).isEqualTo("disconnected");
        Calendar.clearFaults();
        Ours.makeDue();
        await().untilAsserted(() -> assertThat(livingAccessTokens()).isZero());
        await().untilAsserted(() -> assertThat(Dump.count("calendar_connections")).isZero());
        await().untilAsserted(() -> assertThat(Dump.count("retired_tokens")).isZero());
    }

    /// An edge's page is no answer of Calendly's.
    @Test
    void isTriedAgainWhenAnEdgeRefuses() {
        Person olivia = Person.newcomer();
        olivia.connect("ada");
        Calendar.fault(
                Map.of(
                        "endpoint",
                        "revoke",
                        "status",
                        403,
                        "headers",
                        Map.of("Content-Type", "text/html"),
                        "body",
                        "<html>Access denied</html>",
                        "times",
                        -1));

        olivia.delete("/api/calendly/connection").expect(204);

        assertThat(Calendar.livingGrants("ada")).isEqualTo(1);
        Calendar.clearFaults();
        Ours.makeDue();
        await().untilAsserted(() -> assertThat(Calendar.livingGrants("ada")).isZero());
    }

    @Test
    void endsWhatIsLeftOfATokenThatNobodyUsesAnyMore() {
        Person olivia = Person.newcomer();
        olivia.connect("ada");
        olivia.post("/api/calendly/connection", Map.of()).expect(200);
        assertThat(Dump.count("retired_tokens")).isEqualTo(1);

        Dump.execute("UPDATE retired_tokens SET expires_at = now()");

        await().untilAsserted(() -> assertThat(Dump.count("retired_tokens")).isZero());
        assertThat(olivia.connection().get("status").asText()).isEqualTo("active");
    }

    private static long livingAccessTokens() {
        return Calendar.livingAccessTokens("ada");
    }
}
