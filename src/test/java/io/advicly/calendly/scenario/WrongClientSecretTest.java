package io.advicly.calendly.scenario;

import static io.advicly.calendly.scenario.Acts.assertActive;
import static io.advicly.calendly.scenario.Acts.awaitLooked;
import static io.advicly.calendly.scenario.Acts.connected;
import static io.advicly.calendly.scenario.Acts.look;
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

/// The secret was changed at Calendly and not here: no token can be had. That says nothing of what
/// a grant may do, and nothing is concluded from it.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class WrongClientSecretTest {

    @BeforeEach
    void startOver() {
        Calendar.clearFaults();
        CleanSlate.startOver();
    }

    @AfterEach
    void clear() {
        Calendar.clearFaults();
    }

    private static void changeTheSecret() {
        Calendar.fault(Map.of("endpoint", "refresh", "status", 401, "times", -1));
        Calendar.fault(Map.of("endpoint", "revoke", "status", 401, "times", -1));
        Dump.execute(
                "UPDATE calendar_connections SET token_expires_at = now() - interval '1 hour'");
    }

    @Test
    void whatTheLastOneLeavesIsDeletedOnceTheSecretIsRight() {
        Person ada = connected("ada");
        assertActive(ada);
        changeTheSecret();
        ada.delete("/api/calendly/connection").expect(204);
        look();
        assertThat(Ours.subscriptions()).hasSize(1);
        Calendar.clearFaults();

        await().untilAsserted(() -> {
            Ours.makeDue();
            awaitLooked();
            assertThat(Dump.column("SELECT status FROM calendar_connections"))
                    .containsExactly("DISCONNECTED");
        });
        assertThat(Ours.subscriptions()).isEmpty();
    }

    @Test
    void whatIsLostMeanwhileIsMadeAnewAtTheFirstLookThatCan() {
        Person ada = connected("ada");
        Person mia = connected("mia");
        assertActive(mia);
        changeTheSecret();
        Ours.subscriptions().forEach(Acts::lose);
        look();
        look();
        assertThat(Dump.column("SELECT state FROM calendly_webhook_subscriptions"))
                .doesNotContain("REFUSED");
        Calendar.clearFaults();

        look();

        assertThat(Ours.subscriptions()).hasSize(1);
        assertActive(ada);
        assertActive(mia);
    }

    /// It is used for the few minutes that it has left.
    @Test
    void aTokenInItsLastMinutesIsUsed() {
        Person ada = connected("ada");
        assertActive(ada);
        changeTheSecret();
        Dump.execute(
                "UPDATE calendar_connections SET token_issued_at = now() - interval '2 hours',"
                        + " token_expires_at = now() + interval '1 minute'");

        ada.delete("/api/calendly/connection").expect(204);

        await().untilAsserted(() -> assertThat(Ours.subscriptions()).isEqualTo(List.of()));
    }
}
