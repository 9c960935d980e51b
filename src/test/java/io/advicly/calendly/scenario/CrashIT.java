package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.connection.Milestone;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Installation;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.ServiceProcess;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The service dies at every milestone of flows 1 to 3, is started again, and sweeps: then
/// everything is as it should be.
class CrashIT {

    private static Installation installation;

    @BeforeAll
    static void install() {
        installation = Installation.create();
    }

    @AfterAll
    static void remove() {
        installation.close();
    }

    @ParameterizedTest
    @EnumSource(Milestone.class)
    void copesWithACrashAt(Milestone milestone) {
        Person olivia = Person.newcomer();
        Calendar.reset();
        try (ServiceProcess doomed =
                installation.start(Map.of("calendly.dangerous.halt-at", milestone.name()))) {
            crash(olivia, milestone);
            assertThat(doomed.awaitExit()).isEqualTo(137);
        }

        try (ServiceProcess again = installation.start(Map.of())) {
            makeEverythingDue();

            if (isOfDisconnect(milestone)) {
                await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertGone(olivia));
            } else {
                assertThat(reconnect(olivia)).isEqualTo("active");
                await().untilAsserted(() -> assertThat(Ours.subscriptions()).hasSize(1));
            }
            assertNoPlainText();
            Dump.execute(
                    "TRUNCATE calendar_connections, calendly_webhook_subscriptions, leases CASCADE");
        }
    }

    /// Does what leads to the milestone, and loses the answer there.
    private static void crash(Person person, Milestone milestone) {
        switch (milestone) {
            case CODE_EXCHANGED,
                    GRANT_STORED,
                    ACCOUNT_BOUND,
                    INTENT_STORED,
                    SUBSCRIPTION_CREATED,
                    SUBSCRIPTION_ACTIVATED,
                    SUBSCRIPTION_RECONCILED,
                    CONNECTION_ACTIVATED ->
                    losingTheAnswer(() -> person.connect("ada"));
            case GRANT_REFRESHED, REFRESH_STORED -> {
                person.connect("ada");
                losingTheAnswer(() -> person.post("/api/calendly/connection", Map.of()));
            }
            case CLOSING_STARTED, SUBSCRIPTION_RELEASED, GRANT_REVOKED -> {
                person.connect("ada");
                losingTheAnswer(() -> person.delete("/api/calendly/connection"));
            }
        }
    }

    private static void losingTheAnswer(Runnable call) {
        try {
            call.run();
            throw new AssertionError("the service has answered");
        } catch (java.io.UncheckedIOException expected) {
            // The connection ended with the process.
        }
    }

    private static boolean isOfDisconnect(Milestone milestone) {
        return switch (milestone) {
            case CLOSING_STARTED, SUBSCRIPTION_RELEASED, GRANT_REVOKED -> true;
            case CODE_EXCHANGED,
                    GRANT_STORED,
                    GRANT_REFRESHED,
                    REFRESH_STORED,
                    ACCOUNT_BOUND,
                    INTENT_STORED,
                    SUBSCRIPTION_CREATED,
                    SUBSCRIPTION_ACTIVATED,
                    SUBSCRIPTION_RECONCILED,
                    CONNECTION_ACTIVATED ->
                    false;
        };
    }

    /// Time passes: leases of the dead process end, and the sweep's turn has come.
    private static void makeEverythingDue() {
        Dump.execute("UPDATE leases SET expires_at = now()");
        Dump.execute(
                "UPDATE calendar_connections SET next_attempt_at = now() WHERE next_attempt_at IS NOT NULL");
        Dump.execute(
                "UPDATE calendly_webhook_subscriptions SET next_check_at = now() WHERE next_check_at IS NOT NULL");
    }

    /// What a user does who sees that it did not work: connect again, consenting where that is
    /// asked.
    private static String reconnect(Person person) {
        Http.Reply reply = person.post("/api/calendly/connection", Map.of()).expect(200);
        if (reply.body().get("status").asText().equals("authorization_required")) {
            person.consent(
                    java.net.URI.create(reply.body().get("authorization_url").asText()),
                    "ada",
                    "approve");
        }
        return person.connection().get("status").asText();
    }

    private static void assertGone(Person person) {
        assertThat(Ours.subscriptions()).isEmpty();
        assertThat(Calendar.livingGrants("ada")).isZero();
        assertThat(person.connection().get("status").asText()).isEqualTo("disconnected");
        assertThat(
                        Dump.column(
                                "SELECT count(*) FROM calendar_connections WHERE refresh_token IS NOT NULL"))
                .containsExactly("0");
    }

    private static void assertNoPlainText() {
        String dump = Dump.ofEverything();
        assertThat(Calendar.secrets()).isNotEmpty().noneMatch(dump::contains);
    }
}
