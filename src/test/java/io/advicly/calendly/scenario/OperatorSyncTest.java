package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What an operator sees of syncs, and of what Calendly was answered.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class OperatorSyncTest {

    private static final String SYNCS = "/api/admin/syncs";

    private final Person admin = Person.admin();
    private final Person viewer =
            Person.claiming("viewer", Map.of("groups", List.of("calendly-viewer")));

    @BeforeEach
    void startOver() {
        CleanSlate.startOver();
    }

    @Test
    void aSyncIsListedWithWhatItSays() {
        Person olivia = connected();

        JsonNode sync = list("?user=" + olivia.user()).get(0);
        assertThat(sync.get("kind").asText()).isEqualTo("initial");
        assertThat(sync.get("state").asText()).isEqualTo("done");
        assertThat(sync.get("says").asText()).startsWith("It has read all within");
        assertThat(sync.get("tenant_id").asText()).isEqualTo("default");
        String id = sync.get("id").asText();
        assertThat(admin.get(SYNCS + "/" + id).expect(200).body()).isEqualTo(sync);
        assertThat(
                        list(
                                "?state=done&kind=initial&connection="
                                        + sync.get("connection_id").asText()))
                .hasSize(1);
        for (String other :
                List.of(
                        "state=failed",
                        "state=waiting",
                        "state=running",
                        "kind=repair",
                        "tenant=x")) {
            assertThat(list("?user=" + olivia.user() + "&" + other)).as(other).isEmpty();
        }
        for (String wrong :
                List.of("state=lost", "kind=lost", "connection=1", "from=noon", "cursor=1")) {
            admin.get(SYNCS + "?" + wrong).expect(400);
        }
        admin.get(SYNCS + "/" + UUID.randomUUID()).expect(404);
    }

    @Test
    void aFailedOneIsTriedAgainAndThatIsAudited() {
        Person olivia = connected();
        Dump.execute("UPDATE sync_jobs SET state = 'failed', last_error = 'Calendly was away'");
        JsonNode failed = list("?state=failed").get(0);
        assertThat(failed.get("says").asText()).contains("given up", "Calendly was away");
        String id = failed.get("id").asText();

        String job =
                admin.post(SYNCS + "/" + id + "/retry", Map.of("reason", "they are back"))
                        .expect(202)
                        .body()
                        .get("job_id")
                        .asText();

        assertThat(job).isNotEqualTo(id);
        await().untilAsserted(() ->
                assertThat(admin.get(SYNCS + "/" + job).expect(200).body().get("state").asText())
                        .isEqualTo("done"));
        JsonNode entries =
                admin.get("/api/admin/audit?about=" + id).expect(200).body().get("entries");
        assertThat(entries.get(0).get("action").asText()).isEqualTo("sync.retried");
        assertThat(entries.get(0).at("/details/reason").asText()).isEqualTo("they are back");
        viewer.post(SYNCS + "/" + id + "/retry", Map.of()).expect(403);
        viewer.get(SYNCS).expect(200);
        olivia.delete("/api/calendly/connection").expect(204);
        admin.post(SYNCS + "/" + id + "/retry", Map.of()).expect(409);
    }

    @Test
    void oneThatWaitsGoesOnAtOnce() {
        connected();
        Dump.execute(
                "UPDATE sync_jobs SET state = 'pending', finished_at = NULL, claimed_in = NULL,"
                        + " claimed_by = NULL, due_at = now() + interval '1 day', listed = false");
        JsonNode waiting = list("?state=waiting").get(0);
        assertThat(waiting.has("next_at")).isTrue();
        String id = waiting.get("id").asText();

        assertThat(
                        admin.post(SYNCS + "/" + id + "/retry", Map.of())
                                .expect(202)
                                .body()
                                .get("job_id")
                                .asText())
                .isEqualTo(id);

        await().untilAsserted(() ->
                assertThat(admin.get(SYNCS + "/" + id).expect(200).body().get("state").asText())
                        .isEqualTo("done"));
    }

    @Test
    void whatCalendlyWasAnsweredIsTold() {
        Dump.execute(
                "INSERT INTO service_minutes (step, at, replica, accepted, repeated, projected, ignored,"
                        + " retried, dead, refresh_failures, rejected, accept, visible, inbox_age)"
                        + " SELECT 1, date_trunc('hour', now()) - interval '2 hours', 99, 12, 1, 12, 0, 0, 0, 0,"
                        + " '{\"mismatch\": 3}', '{}', '{}', 0 ON CONFLICT DO NOTHING");
        String at =
                Dump.column(
                                "SELECT to_char((date_trunc('hour', now()) - interval '2 hours') AT TIME ZONE"
                                        + " 'UTC', 'YYYY-MM-DD\"T\"HH24:MI')")
                        .getFirst();

        JsonNode answers =
                viewer.get("/api/admin/answers?from=" + at + ":00Z&to=" + at + ":59Z")
                        .expect(200)
                        .body();

        assertThat(answers.get("answers").findValuesAsText("status"))
                .containsExactly("200", "200", "401");
        assertThat(answers.get("answers").findValuesAsText("count"))
                .containsExactly("12", "1", "3");
        assertThat(answers.get("trouble").asText()).isEqualTo("keys");
        assertThat(answers.get("points")).hasSize(1);
        admin.get("/api/admin/answers").expect(200);
        admin.get("/api/admin/answers?from=" + at + ":30Z&to=" + at + ":00Z").expect(400);
        admin.get("/api/admin/answers?from=2020-01-01T00:00:00Z").expect(400);
    }

    private Person connected() {
        Person olivia = Person.newcomer();
        var _ = olivia.connect("ada");
        await().untilAsserted(() ->
                assertThat(list("?user=" + olivia.user() + "&state=done")).hasSize(1));
        return olivia;
    }

    private JsonNode list(String query) {
        return admin.get(SYNCS + query).expect(200).body().get("syncs");
    }
}
