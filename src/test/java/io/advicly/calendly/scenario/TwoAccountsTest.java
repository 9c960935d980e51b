package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Somebody consents with one account in one tab, and with another in another.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class TwoAccountsTest {

    @BeforeEach
    void startOver() {
        Calendar.clearFaults();
        CleanSlate.startOver();
    }

    @AfterEach
    void clear() {
        Calendar.clearFaults();
    }

    /// Calendly tells the first tab whose grant it is only after the second tab has stored its own.
    @Test
    void noAccountIsGivenTheGrantOfAnother() throws Exception {
        Person olivia = Person.newcomer();
        URI one = olivia.askToConnect();
        URI other = olivia.askToConnect();
        Calendar.fault(Map.of("endpoint", "users_me", "delay_ms", 6000, "times", 2));

        try (ExecutorService tab = Executors.newSingleThreadExecutor()) {
            Future<URI> first = tab.submit(() -> olivia.consent(one, "ada", "approve"));
            await().until(() ->
                    Dump.count("calendar_connections WHERE refresh_token IS NOT NULL") == 1);
            assertThat(olivia.consent(other, "gina", "approve").getQuery())
                    .isEqualTo("calendly=connected");
            assertThat(first.get().getQuery()).isEqualTo("calendly=connected");
        }

        await().untilAsserted(() -> assertThat(Calendar.livingGrants("ada")).isZero());
        assertThat(Calendar.livingGrants("gina")).isEqualTo(1);
        assertThat(olivia.connection().get("status").asText()).isEqualTo("active");
        assertThat(olivia.connection().at("/account/email").asText()).startsWith("gina");
        assertThat(Dump.column("SELECT calendly_user_uri FROM calendar_connections"))
                .singleElement()
                .asString()
                .endsWith("gina");
        assertThat(olivia.post("/api/calendly/connection", Map.of()).body().get("status").asText())
                .isEqualTo("connected");
    }

    /// A user waits for the organization of the new account and for that of the old one, but not
    /// for each as long as for one: by then the time is up, and the old one's goes on alone.
    @Test
    void whoeverSwitchesWaitsForBothOrganizationsNoLongerThanForOne() {
        Person olivia = Acts.connected("ada");
        Acts.assertActive(olivia);
        Acts.awaitLooked();
        URI consent = olivia.askToConnect(Map.of("switch_account", true));
        int before = Calendar.requests("webhook_list").size();
        Calendar.fault(Map.of("endpoint", "webhook_list", "delay_ms", 9000, "times", 1));
        Calendar.fault(Map.of("endpoint", "webhook_list", "delay_ms", 4500, "times", 1));

        assertThat(olivia.consent(consent, "gina", "approve").getQuery())
                .isEqualTo("calendly=connected");

        Instant answered = Instant.now();
        await().untilAsserted(() ->
                assertThat(listed(before, "/organizations/acme"))
                        .as("what the controller of the old one has waited for")
                        .isNotEmpty());
        assertThat(Calendar.ended(listed(before, "/organizations/acme").getFirst()))
                .isAfter(answered);
        Acts.assertActive(olivia);
        await().untilAsserted(() -> assertThat(Calendar.livingGrants("ada")).isZero());
    }

    private static List<JsonNode> listed(int before, String organization) {
        return Calendar.requests("webhook_list").stream()
                .skip(before)
                .filter(it -> it.at("/query/organization").asText().endsWith(organization))
                .toList();
    }
}
