package io.advicly.calendly.scenario;

import static io.advicly.calendly.scenario.Acts.assertListed;
import static io.advicly.calendly.scenario.Acts.assertNoGapIsOpen;
import static io.advicly.calendly.scenario.Acts.connected;
import static io.advicly.calendly.scenario.Acts.look;
import static io.advicly.calendly.scenario.Acts.lose;
import static io.advicly.calendly.scenario.Acts.only;
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
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What was booked while nothing was delivered is seen once something is again, whoever noticed and
/// whatever had to be tried how often.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class MissedDeliveriesTest {

    @Inject GoneAtTheEdge edge;

    @BeforeEach
    void startOver() {
        Calendar.clearFaults();
        CleanSlate.startOver();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 409})
    void areReadThoughTheFirstCheckCouldNotReplaceTheSubscription(int status) {
        Person olivia = read("ada");
        lose(only());
        Calendar.fault(Map.of("endpoint", "webhook_create", "status", status, "times", -1));
        look();
        Calendar.Booking missed = Calendar.book("ada-intro", "Missed Guest");
        look();
        assertThat(olivia.connection().get("status").asText()).isEqualTo("degraded");
        Calendar.clearFaults();

        look();

        assertListed(olivia, missed);
        assertNoGapIsOpen();
    }

    /// Calendly deletes a subscription whose address is answered 410, and says so to nobody.
    @Test
    void areReadThoughAnAnswerOf410HasDeletedTheSubscription() {
        Person olivia = read("ada");
        String before = only().get("id").asText();
        edge.once();
        Calendar.Booking refused = Calendar.book("ada-intro", "Refused Guest");
        await().until(() -> edge.hasSaidSo() && Ours.subscriptions().isEmpty());
        Calendar.Booking missed = Calendar.book("ada-intro", "Missed Guest");

        look();

        assertListed(olivia, refused);
        assertListed(olivia, missed);
        assertThat(only().get("id").asText()).isNotEqualTo(before);
        Acts.assertActive(olivia);
        Acts.assertDelivered(olivia, "ada");
        assertNoGapIsOpen();
    }

    /// Their subscription was lost and replaced while nothing could be done with their grant.
    @Test
    void areReadWhenSomebodyIsBackWhoseGrantWasDeadMeanwhile() {
        Person ada = read("ada");
        Acts.revoke("ada");
        look();
        assertThat(ada.connection().get("status").asText()).isEqualTo("needs_reconnect");
        lose(only());
        Calendar.Booking missed = Calendar.bookWith("ada", "Missed Guest");
        var _ = read("alan");
        // The first sync is refused, also where it asks for the user alone, and where it starts
        // over.
        Calendar.fault(
                Map.of(
                        "endpoint",
                        "scheduled_events",
                        "status",
                        403,
                        "account",
                        "ada",
                        "times",
                        -1));

        assertThat(ada.connect("ada").getQuery()).isEqualTo("calendly=connected");
        await().untilAsserted(() ->
                assertThat(ada.connection().at("/sync/status").asText()).isEqualTo("failed"));
        Calendar.clearFaults();

        // One that is under way now may still fail.
        await().atMost(Acts.LONG)
                .untilAsserted(() -> {
                    Dump.execute(
                            "UPDATE sync_jobs SET finished_at = finished_at - interval '1 hour' WHERE state = 'failed'");
                    assertThat(Ours.meeting(ada, missed)).isNotNull();
                });
        assertNoGapIsOpen();
    }

    /// A look that has failed tells nothing of what was delivered until then.
    @Test
    void areMissedSinceTheyWereLastSeenToArrive() {
        var _ = read("ada");
        look();
        String before = Dump.column("SELECT clock_timestamp()").getFirst();
        lose(only());
        Calendar.fault(Map.of("endpoint", "webhook_list", "status", 503, "times", -1));
        look();
        Calendar.clearFaults();
        Calendar.fault(Map.of("endpoint", "webhook_create", "status", 503, "times", -1));

        look();

        assertThat(Dump.column("SELECT gap_since < '%s' FROM delivery_gaps".formatted(before)))
                .containsExactly("t");
    }

    @Test
    void areReadWhenAnotherAdminTakesOver() {
        Calendar.switchTo("creator_loss", "disable");
        Person alan = read("alan");
        Person ada = read("ada");
        Calendar.control("PATCH", "/_control/accounts/alan", Map.of("role", "user"), 200);
        Calendar.Booking his = Calendar.bookWith("alan", "Missed Guest");
        Calendar.Booking hers = Calendar.bookWith("ada", "Missed Guest");

        look();

        assertListed(alan, his);
        assertListed(ada, hers);
        assertThat(only().get("creator_id").asText()).isEqualTo("ada");
        assertNoGapIsOpen();
    }

    @Test
    void areReadByEachMemberWhoIsLeftWithTheirOwn() {
        Calendar.switchTo("creator_loss", "disable");
        Person ada = read("ada");
        Person mia = read("mia");
        Person max = read("max");
        Acts.revoke("ada");
        Calendar.Booking hers = Calendar.bookWith("mia", "Missed Guest");
        Calendar.Booking his = Calendar.bookWith("max", "Missed Guest");

        look();

        assertListed(mia, hers);
        assertListed(max, his);
        // What she has missed is read when she is back.
        assertThat(ada.connect("ada").getQuery()).isEqualTo("calendly=connected");
        assertNoGapIsOpen();
    }

    @Test
    void areReadWhenAnOperatorAsksForALook() {
        Person admin = Person.admin();
        Person olivia = read("ada");
        Person mia = read("mia");
        String id =
                Dump.column("SELECT id FROM calendly_webhook_subscriptions WHERE is_active")
                        .getFirst();
        lose(only());
        Calendar.Booking hers = Calendar.bookWith("ada", "Missed Guest");
        Calendar.Booking missed = Calendar.bookWith("mia", "Missed Guest");

        admin.post("/api/admin/subscriptions/" + id + "/reconcile", Map.of()).expect(202);

        assertListed(olivia, hers);
        assertListed(mia, missed);
        assertNoGapIsOpen();
    }

    /// What Calendly is still trying to deliver goes with the subscription.
    @Test
    void areReadWhenTheOldSubscriptionGoesWithWhatItStillHadToDeliver() {
        Person ada = read("ada");
        Person alan = read("alan");
        Calendar.switchTo("hold_deliveries", true);
        Calendar.Booking held = Calendar.bookWith("alan", "Missed Guest");
        JsonNode old = only();
        Calendar.control(
                "PATCH",
                "/_control/subscriptions/" + old.get("id").asText(),
                Map.of("retrying", true),
                200);

        ada.delete("/api/calendly/connection").expect(204);

        assertListed(alan, held);
        assertThat(only().get("creator_id").asText()).isEqualTo("alan");
        assertNoGapIsOpen();
    }

    @Test
    void areReadThoughTheRunThatReplacedTheSubscriptionCouldNotWriteDownHowItEnded() {
        Person olivia = read("ada");
        lose(only());
        Calendar.Booking missed = Calendar.book("ada-intro", "Missed Guest");
        Dump.execute(
                "CREATE FUNCTION not_written() RETURNS trigger LANGUAGE plpgsql AS"
                        + " $$ BEGIN RAISE EXCEPTION 'not written'; END $$");
        Dump.execute(
                "CREATE TRIGGER not_written BEFORE UPDATE ON calendly_organizations FOR EACH ROW"
                        + " WHEN (NEW.last_outcome = 'healthy') EXECUTE FUNCTION not_written()");
        try {
            Dump.execute("UPDATE calendly_organizations SET last_outcome = NULL");
            look();
            assertThat(only().get("state").asText()).isEqualTo("active");
        } finally {
            Dump.execute("DROP FUNCTION not_written() CASCADE");
        }

        look();

        assertListed(olivia, missed);
        assertNoGapIsOpen();
    }

    @Test
    void areReadAlthoughSomebodyElseCannotBeServed() {
        Person mia = Acts.connectedWithout("webhooks:write", "mia");
        Acts.assertDegraded(mia, "requires the scopes");
        Person max = read("max");
        lose(only());
        Calendar.Booking missed = Calendar.bookWith("max", "Missed Guest");

        look();

        assertListed(max, missed);
        await().atMost(Acts.LONG)
                .untilAsserted(() ->
                        assertThat(
                                        Dump.column(
                                                "SELECT calendly_user_uri FROM delivery_gaps"
                                                        + " JOIN calendar_connections ON id = connection_id"))
                                .singleElement()
                                .asString()
                                .endsWith("/mia"));
        long syncs = Dump.count("sync_jobs");
        look();
        look();
        assertThat(Dump.count("sync_jobs")).as("what was read is not read again").isEqualTo(syncs);

        assertThat(
                        mia.consent(
                                        mia.askToConnect(Map.of("switch_account", true)),
                                        "mia",
                                        "approve")
                                .getQuery())
                .isEqualTo("calendly=connected");

        Acts.assertActive(mia);
        assertNoGapIsOpen();
    }

    @Test
    void areNotLookedForWhereOnlyALookHasFailed() {
        var _ = read("mia");
        var _ = read("max");
        look();
        assertNoGapIsOpen();
        long syncs = Dump.count("sync_jobs");
        Calendar.fault(Map.of("endpoint", "webhook_list", "status", 503, "times", -1));
        look();
        Calendar.clearFaults();

        look();

        assertThat(Dump.column("SELECT 1 FROM delivery_gaps")).isEmpty();
        assertThat(Dump.count("sync_jobs")).isEqualTo(syncs);
    }

    /// Somebody who is connected, and whose calendar has been read.
    private static Person read(String account) {
        Person person = connected(account);
        await().atMost(Acts.LONG)
                .untilAsserted(() ->
                        assertThat(person.connection().at("/sync/status").asText())
                                .isEqualTo("done"));
        return person;
    }
}
