package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Installation;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.ServiceProcess;
import io.advicly.calendly.testing.TcpProxy;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The service is killed at every [CrashPoint] of flows 1 to 3, is started again, and sweeps: then
/// everything is as it should be.
class CrashIT {

    /// What may be reached when the call has waited long enough, and goes on without the caller.
    private static final Set<CrashPoint> WITHOUT_THE_CALLER =
            EnumSet.of(
                    CrashPoint.INTENT_STORED,
                    CrashPoint.SUBSCRIPTION_CREATED,
                    CrashPoint.SUBSCRIPTION_ACTIVATED,
                    CrashPoint.SUBSCRIPTION_RELEASED,
                    CrashPoint.GRANT_REVOKED);

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
    @EnumSource(CrashPoint.class)
    void copesWithACrashAt(CrashPoint point) {
        Person olivia = Person.newcomer();
        Calendar.reset();
        crash(olivia, point);
        assertStands(point.left());

        makeEverythingDue();

        try (ServiceProcess _ = installation.start(Map.of())) {
            if (point.deed() == CrashPoint.Deed.DISCONNECT) {
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

    /// Does what leads there, and loses the answer.
    private static void crash(Person person, CrashPoint point) {
        try (TcpProxy database = installation.databaseProxy();
                TcpProxy calendly = installation.calendlyProxy();
                ServiceProcess doomed = installation.startBehind(database, calendly)) {
            if (point.deed() != CrashPoint.Deed.CONNECT) {
                person.connect("ada");
                // On a busy machine the call ends before all is done.
                await().untilAsserted(() -> assertThat(Ours.subscriptions()).hasSize(1));
            }
            TcpProxy spot = point.isInDatabase() ? database : calendly;
            spot.lay(point.ambush(doomed::kill));
            losingTheAnswer(point, person);
            assertThat(doomed.awaitExit()).as("SIGKILL").isEqualTo(137);
        }
    }

    private static void losingTheAnswer(CrashPoint point, Person person) {
        try {
            var _ =
                    switch (point.deed()) {
                        case CONNECT -> person.connect("ada");
                        case CONNECT_AGAIN -> person.post("/api/calendly/connection", Map.of());
                        case DISCONNECT -> person.delete("/api/calendly/connection");
                    };
            assertThat(WITHOUT_THE_CALLER).as("the service has answered").contains(point);
        } catch (UncheckedIOException expected) {
            // The connection ended with the process.
        }
    }

    /// It is the point that was meant.
    private static void assertStands(CrashPoint.Left left) {
        assertThat(Dump.column("SELECT " + left.rows())).as(left.rows()).containsExactly("t");
        assertThat(Ours.subscriptions()).hasSize(left.subscriptions());
        assertThat(Calendar.livingGrants("ada")).isEqualTo(left.grants());
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
