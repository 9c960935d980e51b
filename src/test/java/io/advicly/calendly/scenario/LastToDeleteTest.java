package io.advicly.calendly.scenario;

import static io.advicly.calendly.scenario.Acts.assertActive;
import static io.advicly.calendly.scenario.Acts.connected;
import static io.advicly.calendly.scenario.Acts.look;
import static io.advicly.calendly.scenario.Acts.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whoever may delete what is left is not let go before Calendly was asked with their grant: nobody
/// could delete it ever after.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class LastToDeleteTest {

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
    void whatCalendlyHasRefusedToDeleteIsTriedOnceMoreByTheLastWhoLeaves() {
        Person ada = connected("ada");
        Person alan = connected("alan");
        assertActive(alan);
        Calendar.fault(Map.of("endpoint", "webhook_delete", "status", 403, "times", -1));
        ada.delete("/api/calendly/connection").expect(204);
        await().untilAsserted(() -> assertThat(rows("state = 'ORPHANED'")).isEqualTo(1));
        Calendar.clearFaults();

        alan.delete("/api/calendly/connection").expect(204);

        assertLetGo("alan");
        assertThat(Ours.subscriptions()).isEmpty();
    }

    /// Nobody knows how long a conflict stays, nor whether a call that was not understood will be.
    @ParameterizedTest
    @ValueSource(ints = {400, 409, 422})
    void whatCouldNotBeDeletedForAReasonThatMayGoIsTriedAgain(int status) {
        Person ada = connected("ada");
        assertActive(ada);
        inConflict(status);
        ada.delete("/api/calendly/connection").expect(204);
        awaitRefused();
        assertThat(Calendar.livingGrants("ada")).isOne();
        Calendar.clearFaults();

        assertLetGo("ada");
        assertThat(Ours.subscriptions()).isEmpty();
        assertThat(rows("state = 'ORPHANED'")).isZero();
    }

    private static void inConflict(int status) {
        Calendar.fault(
                Map.of(
                        "endpoint",
                        "webhook_delete",
                        "status",
                        status,
                        "body",
                        "{\"title\": \"Busy\", \"message\": \"It is being looked at.\"}",
                        "times",
                        -1));
    }

    private static void awaitRefused() {
        await().untilAsserted(() -> {
            look();
            assertThat(Dump.column("SELECT last_outcome FROM calendly_organizations"))
                    .anyMatch(it -> it != null && it.contains("It is being looked at."));
        });
    }

    /// Such as after the database was restored to what it had been before.
    @Test
    void whatNoRowTellsOfAndCouldNotBeDeletedIsTriedAgainToo() {
        Person ada = connected("ada");
        assertActive(ada);
        inConflict(409);
        Dump.execute("DELETE FROM calendly_webhook_subscriptions");
        ada.delete("/api/calendly/connection").expect(204);
        awaitRefused();
        assertThat(Calendar.livingGrants("ada")).isOne();
        Calendar.clearFaults();

        assertLetGo("ada");
        assertThat(Ours.subscriptions()).isEmpty();
    }

    /// Nobody knows that it is an admin, as Calendly did not answer its one question.
    @Test
    void whatNobodyCouldDeleteIsTriedByWhoeverMayBeAnAdminAndLeavesAtOnce() {
        Person ada = connected("ada");
        assertActive(ada);
        Acts.revoke("ada");
        ada.delete("/api/calendly/connection").expect(204);
        await().untilAsserted(() -> assertThat(rows("state = 'ORPHANED'")).isEqualTo(1));
        Calendar.fault(Map.of("endpoint", "webhook_list", "status", 503, "times", -1));
        Person alan = connected("alan");

        alan.delete("/api/calendly/connection").expect(204);

        assertLetGo("alan");
        assertThat(Ours.subscriptions()).isEmpty();
    }

    /// What serves a member who cannot be asked for the moment stays, and so does the grant that
    /// may delete it once they have one of their own.
    @Test
    void theLastAdminsGrantStaysUntilWhoeverIsInTroubleIsServed() {
        Person ada = connected("ada");
        Person mia = connected("mia");
        assertActive(mia);
        for (String endpoint : List.of("webhook_list", "webhook_create")) {
            Calendar.fault(
                    Map.of("endpoint", endpoint, "account", "mia", "status", 500, "times", -1));
        }
        Dump.execute("UPDATE calendly_organizations SET accounts = '{}'");

        ada.delete("/api/calendly/connection").expect(204);
        look();
        assertThat(Acts.only().get("scope").asText()).isEqualTo("organization");
        Calendar.clearFaults();

        assertLetGo("ada");
        assertThat(Acts.only().get("scope").asText()).isEqualTo("user");
        assertActive(mia);
    }

    private static void assertLetGo(String account) {
        await().untilAsserted(() -> {
            look();
            assertThat(Calendar.livingGrants(account)).isZero();
        });
    }
}
