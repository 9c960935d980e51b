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
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The service dies at every milestone of flows 1 to 3, is started again, and sweeps: then
/// everything is as it should be.
class CrashIT {

    /// What may be reached when the call has waited long enough, and goes on without the caller.
    private static final Set<Milestone> WITHOUT_THE_CALLER =
            EnumSet.of(
                    Milestone.INTENT_STORED,
                    Milestone.SUBSCRIPTION_CREATED,
                    Milestone.SUBSCRIPTION_ACTIVATED,
                    Milestone.SUBSCRIPTION_RELEASED,
                    Milestone.GRANT_REVOKED);

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

        makeEverythingDue();

        try (ServiceProcess _ = installation.start(Map.of())) {
            if (isOfDisconnect(milestone)) {
                await().untilAsserted(() -> assertGone(olivia));
            } else {
                reconnect(olivia);
                await().untilAsserted(() ->
                        assertThat(olivia.connection().get("status").asText()).isEqualTo("active"));
                await().untilAsserted(() -> assertThat(Ours.subscriptions()).hasSize(1));
            }
            assertNoPlainText();
        }
        Dump.execute(
                "TRUNCATE calendar_connections, calendly_webhook_subscriptions, calendly_organizations, leases CASCADE");
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
                    losingTheAnswer(milestone, () -> person.connect("ada"));
            case GRANT_REFRESHED, REFRESH_STORED -> {
                person.connect("ada");
                losingTheAnswer(milestone, () -> person.post("/api/calendly/connection", Map.of()));
            }
            case CLOSING_STARTED, SUBSCRIPTION_RELEASED, GRANT_REVOKED -> {
                person.connect("ada");
                losingTheAnswer(milestone, () -> person.delete("/api/calendly/connection"));
            }
        }
    }

    private static void losingTheAnswer(Milestone milestone, Runnable call) {
        try {
            call.run();
            assertThat(WITHOUT_THE_CALLER).as("the service has answered").contains(milestone);
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

    /// Time passes: leases and claims of the dead process end, a token call that it had begun is
    /// certainly over, and the sweep's turn has come.
    private static void makeEverythingDue() {
        Dump.execute("UPDATE leases SET expires_at = now()");
        Dump.execute(
                "UPDATE calendar_connections SET refresh_begun_at = refresh_begun_at - interval '2 hours'");
        Dump.execute("UPDATE calendly_organizations SET claimed_until = NULL");
        Ours.makeDue();
    }

    /// What a user does who sees that it did not work: connect again, consenting where that is
    /// asked.
    private static void reconnect(Person person) {
        Http.Reply reply = person.post("/api/calendly/connection", Map.of()).expect(200);
        if (reply.body().get("status").asText().equals("authorization_required")) {
            person.consent(
                    java.net.URI.create(reply.body().get("authorization_url").asText()),
                    "ada",
                    "approve");
        }
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
