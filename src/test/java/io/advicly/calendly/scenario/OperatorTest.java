package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What an operator asks, and has done in a user's place.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class OperatorTest {

    private static final String CONNECTIONS = "/api/admin/connections";

    private final Person admin = Person.admin();
    private final Person viewer =
            Person.claiming("viewer", Map.of("groups", List.of("calendly-viewer")));

    @BeforeEach
    void startOver() {
        CleanSlate.startOver();
    }

    @Test
    void everyStepHoldsForSomebodyWhoIsWell() {
        Person olivia = connected("ada");
        Calendar.Booking booking = Calendar.bookWith("ada", "Grace Hopper");
        await().untilAsserted(() -> assertThat(Ours.meeting(olivia, booking)).isNotNull());

        await().untilAsserted(() -> {
            JsonNode steps = diagnosis(olivia);
            assertThat(steps.findValuesAsText("step"))
                    .containsExactly(
                            "grant",
                            "scope",
                            "role",
                            "plan",
                            "subscription",
                            "last_delivery",
                            "projection",
                            "sync");
            assertThat(steps).allSatisfy(step -> assertThat(step.get("ok").asBoolean()).isTrue());
        });
        assertThat(step(olivia, "last_delivery").get("says").asText()).contains("invitee.created");
        assertThat(step(olivia, "last_delivery").has("since")).isTrue();
    }

    @Test
    void whoHasDisconnectedIsSaidToHave() {
        Person olivia = connected("ada");
        String id = id(olivia);
        olivia.delete("/api/calendly/connection").expect(204);

        JsonNode grant =
                admin.get(CONNECTIONS + "/" + id + "/diagnosis")
                        .expect(200)
                        .body()
                        .get("steps")
                        .get(0);
        assertThat(grant.get("ok").asBoolean()).isFalse();
        assertThat(grant.get("says").asText()).contains("connect again");
    }

    @Test
    void anOperatorActsInAUsersPlaceAndThatIsAudited() {
        Person olivia = connected("ada");
        String id = id(olivia);

        JsonNode job =
                admin.post(CONNECTIONS + "/" + id + "/sync", Map.of("reason", "asked by phone"))
                        .expect(202)
                        .body();
        assertThat(job.get("job_id").asText()).isNotEmpty();
        admin.post(CONNECTIONS + "/" + id + "/refresh", Map.of()).expect(202);
        admin.post(CONNECTIONS + "/" + id + "/disconnect", Map.of("reason", "left")).expect(202);
        await().untilAsserted(() ->
                assertThat(olivia.connection().get("status").asText()).isEqualTo("disconnected"));
        admin.post(CONNECTIONS + "/" + id + "/sync", Map.of()).expect(409);
        admin.post(CONNECTIONS + "/" + id + "/purge", Map.of("reason", "wants to be forgotten"))
                .expect(202);
        await().untilAsserted(() ->
                assertThat(olivia.connection().get("status").asText()).isEqualTo("not_connected"));

        JsonNode ordered =
                admin.get("/api/admin/audit?connection=" + id + "&actor=" + admin.user())
                        .expect(200)
                        .body()
                        .get("entries");
        assertThat(ordered.findValuesAsText("action"))
                .containsExactly(
                        "connection.purge_ordered",
                        "connection.disconnect_ordered",
                        "connection.refresh_ordered",
                        "connection.sync_ordered");
        assertThat(ordered.get(1).get("details").get("reason").asText()).isEqualTo("left");
        assertThat(ordered.get(1).get("actor").get("user_id").asText()).isEqualTo(admin.user());
    }

    @Test
    void whoAsksForARefreshGetsOne() {
        Person olivia = connected("ada");
        long version = version(olivia);

        admin.post(CONNECTIONS + "/" + id(olivia) + "/refresh", Map.of()).expect(202);

        await().untilAsserted(() -> assertThat(version(olivia)).isGreaterThan(version));
    }

    @Test
    void connectionsAreFoundByWhateverIsKnown() {
        Person olivia = connected("ada");
        JsonNode connection = found(olivia.user()).get(0);
        String email = connection.get("account").get("email").asText();

        for (String known :
                List.of(
                        connection.get("id").asText(),
                        email,
                        email.substring(0, 4).toUpperCase(java.util.Locale.ROOT),
                        connection.get("account").get("uri").asText(),
                        connection.get("account").get("organization_uri").asText(),
                        olivia.user().substring(0, 12))) {
            assertThat(found(known).findValuesAsText("user_id")).as(known).contains(olivia.user());
        }
        assertThat(found("%").size()).isZero();
        assertThat(found(UUID.randomUUID().toString()).size()).isZero();
    }

    @Test
    void aViewerSeesNoPersonAndChangesNothing() {
        Person olivia = connected("ada");
        String id = id(olivia);

        JsonNode account =
                viewer.get(CONNECTIONS + "?q=" + id)
                        .expect(200)
                        .body()
                        .get("connections")
                        .get(0)
                        .get("account");
        assertThat(account.path("email").isTextual()).isFalse();
        assertThat(account.path("name").isTextual()).isFalse();
        assertThat(viewer.get(CONNECTIONS + "?q=ada@").expect(200).body().get("connections"))
                .as("an address that can be guessed letter by letter")
                .isEmpty();
        assertThat(found("ada@")).isNotEmpty();
        admin.post(CONNECTIONS + "/" + id + "/sync", Map.of("reason", "Ada has called"))
                .expect(202);
        assertThat(viewer.get("/api/admin/audit").expect(200).raw().body())
                .contains("connection.sync_ordered")
                .doesNotContain("Ada has called");
        viewer.get(CONNECTIONS + "/" + id + "/diagnosis").expect(200);
        viewer.get("/api/admin/audit")
                .expect(200)
                .body()
                .get("entries")
                .forEach(entry -> assertThat(entry.has("client_address")).isFalse());
        for (String action : List.of("sync", "refresh", "disconnect", "purge")) {
            viewer.post(CONNECTIONS + "/" + id + "/" + action, Map.of()).expect(403);
        }
        viewer.post("/api/admin/deliveries/replay", Map.of("state", "dead")).expect(403);
        assertThat(olivia.connection().get("status").asText()).isEqualTo("active");
    }

    @Test
    void theAuditIsPagedAndExported() {
        Person olivia = connected("ada");
        olivia.delete("/api/calendly/connection").expect(204);
        String mine = "/api/admin/audit?user=" + olivia.user();
        await().untilAsserted(() ->
                assertThat(actions(mine))
                        .contains("connection.disconnected", "connection.connected"));

        List<String> paged = new ArrayList<>();
        String next = mine + "&limit=1";
        while (next != null) {
            JsonNode page = admin.get(next).expect(200).body();
            paged.addAll(page.get("entries").findValuesAsText("action"));
            next =
                    page.get("next_cursor").isNull()
                            ? null
                            : mine + "&limit=1&cursor=" + page.get("next_cursor").asText();
        }
        assertThat(paged).isEqualTo(actions(mine));
        Http.Reply lines =
                admin.get(mine.replace("/audit?", "/audit/lines?") + "&action=connection.connected")
                        .expect(200);
        assertThat(lines.raw().body().strip().lines())
                .hasSize(1)
                .allSatisfy(
                        line -> assertThat(line).contains("\"action\":\"connection.connected\""));
        admin.get("/api/admin/audit?connection=none").expect(400);
        admin.get("/api/admin/audit?from=yesterday").expect(400);
    }

    @Test
    void theOverviewSaysHowItGoes() {
        Person olivia = connected("ada");
        Calendar.Booking booking = Calendar.bookWith("ada", "Grace Hopper");
        await().untilAsserted(() -> assertThat(Ours.meeting(olivia, booking)).isNotNull());

        await().untilAsserted(() -> {
            JsonNode overview = admin.get("/api/admin/overview").expect(200).body();
            assertThat(overview.get("now").get("connections").get("active").asLong()).isEqualTo(1);
            assertThat(overview.get("now").get("subscriptions").get("active").asLong())
                    .isEqualTo(1);
            JsonNode last = overview.get("series").get(overview.get("series").size() - 1);
            assertThat(overview.get("series").findValuesAsText("accepted"))
                    .anySatisfy(accepted -> assertThat(Long.parseLong(accepted)).isPositive());
            assertThat(last.has("inbox_age_seconds")).isTrue();
            assertThat(overview.get("series").findValues("visible_p99_ms")).isNotEmpty();
        });
        for (int minutes : new int[] {1, 180, 1_440, 10_080}) {
            admin.get("/api/admin/overview?minutes=" + minutes).expect(200);
        }
        for (String wrong : List.of("0", "10081", "soon", "-5")) {
            admin.get("/api/admin/overview?minutes=" + wrong).expect(400);
        }
    }

    private Person connected(String account) {
        Person person = Person.newcomer();
        person.connect(account);
        await().untilAsserted(() ->
                assertThat(person.connection().get("status").asText()).isEqualTo("active"));
        return person;
    }

    private JsonNode found(String q) {
        return admin.get(
                        CONNECTIONS
                                + "?q="
                                + java.net.URLEncoder.encode(
                                        q, java.nio.charset.StandardCharsets.UTF_8))
                .expect(200)
                .body()
                .get("connections");
    }

    private List<String> actions(String path) {
        return admin.get(path).expect(200).body().get("entries").findValuesAsText("action");
    }

    private String id(Person person) {
        return found(person.user()).get(0).get("id").asText();
    }

    private long version(Person person) {
        return found(person.user()).get(0).get("grant").get("version").asLong();
    }

    private JsonNode diagnosis(Person person) {
        return admin.get(CONNECTIONS + "/" + id(person) + "/diagnosis")
                .expect(200)
                .body()
                .get("steps");
    }

    private JsonNode step(Person person, String name) {
        for (JsonNode step : diagnosis(person)) {
            if (step.get("step").asText().equals(name)) {
                return step;
            }
        }
        throw new AssertionError("no step " + name);
    }
}
