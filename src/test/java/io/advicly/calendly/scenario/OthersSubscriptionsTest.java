package io.advicly.calendly.scenario;

import static io.advicly.calendly.scenario.Acts.assertActive;
import static io.advicly.calendly.scenario.Acts.assertDelivered;
import static io.advicly.calendly.scenario.Acts.connected;
import static io.advicly.calendly.scenario.Acts.look;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Subscriptions at our addresses that somebody else has made, such as another application.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class OthersSubscriptionsTest {

    @BeforeEach
    void startOver() {
        Calendar.clearFaults();
        CleanSlate.startOver();
    }

    @AfterEach
    void clear() {
        Calendar.clearFaults();
    }

    /// That nobody may delete it says nothing about the roles of those who were asked to.
    @Test
    void oneThatNobodyMayDeleteLeavesTheOrganizationsAlone() {
        Person ada = connected("ada");
        Person alan = connected("alan");
        Person mia = connected("mia");
        assertActive(mia);
        String serving = id(Acts.only());
        Calendar.leave(1, Surroundings.service("") + "/api/calendly/webhooks/others-{n}", "ada");
        String others = ids().stream().filter(it -> !it.equals(serving)).findFirst().orElseThrow();
        forbidToDelete(others);

        look();
        look();

        assertThat(ids()).containsExactlyInAnyOrder(serving, others);
        ada.delete("/api/calendly/connection").expect(204);
        look();
        assertThat(Ours.subscriptions())
                .allMatch(it -> it.get("scope").asText().equals("organization"));
        assertDelivered(alan, "alan");
        assertDelivered(mia, "mia");
    }

    /// Nothing is learned by asking the same few once more.
    @Test
    void oneThatNobodyMayDeleteIsAskedForOnceALookAndTold() {
        assertActive(connected("ada"));
        assertActive(connected("alan"));
        String serving = id(Acts.only());
        Calendar.leave(1, Surroundings.service("") + "/api/calendly/webhooks/others-{n}", "ada");
        ids().stream().filter(it -> !it.equals(serving)).forEach(this::forbidToDelete);
        look();
        int before = Calendar.requests("webhook_delete").size();

        look();

        assertThat(Calendar.requests("webhook_delete")).hasSize(before + 2);
        assertThat(Dump.column("SELECT last_outcome FROM calendly_organizations"))
                .containsExactly("No living grant can delete what is left at Calendly.");
        assertThat(Dump.column("SELECT attempts FROM calendly_organizations")).containsExactly("0");
    }

    private void forbidToDelete(String subscription) {
        Calendar.fault(
                Map.of(
                        "endpoint",
                        "webhook_delete",
                        "path",
                        "/webhook_subscriptions/" + subscription,
                        "status",
                        403,
                        "body",
                        "{\"title\":\"Permission Denied\",\"message\":\"You do not have permission\"}",
                        "headers",
                        Map.of("Content-Type", "application/json"),
                        "times",
                        -1));
    }

    /// It is signed with a key that is not ours.
    @Test
    void oneAtTheVeryAddressOfOursIsNotTakenForIt() {
        Person ada = connected("ada");
        assertActive(ada);
        JsonNode serving = Acts.only();
        Calendar.leave(1, serving.get("callback_url").asText(), "alan");
        assertThat(ids()).hasSize(2);

        look();

        assertThat(id(Acts.only())).isEqualTo(id(serving));
        assertDelivered(ada, "ada");
    }

    private static List<String> ids() {
        return Ours.subscriptions().stream().map(OthersSubscriptionsTest::id).toList();
    }

    private static String id(JsonNode subscription) {
        return subscription.get("id").asText();
    }
}
