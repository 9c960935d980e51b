package io.advicly.calendly.scenario;

import static io.advicly.calendly.scenario.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(SandboxResource.class)
class AdminListsTest {

    private static final String CONNECTIONS = "/api/admin/connections";
    private static final String SUBSCRIPTIONS = "/api/admin/subscriptions";
    private static final String ORGANIZATIONS = "/api/admin/organizations";

    private final Person admin = Person.admin();

    @BeforeEach
    void startOver() {
        CleanSlate.startOver();
    }

    @ParameterizedTest
    @ValueSource(strings = {CONNECTIONS, SUBSCRIPTIONS, ORGANIZATIONS, "/api/admin/encryption"})
    void areForAdminsOnly(String path) {
        assertRefused(Person.newcomer().get(path), 403, "forbidden");
        assertRefused(Http.get(Surroundings.service(path), Map.of()), 401, "unauthenticated");
        admin.get(path).expect(200);
    }

    @Test
    void showConnectionsNewestFirstPageByPage() {
        List<String> users = new ArrayList<>();
        for (String account : List.of("ada", "alan", "gina")) {
            Person person = Person.newcomer();
            person.connect(account);
            users.addFirst(person.user());
        }

        JsonNode first = admin.get(CONNECTIONS + "?limit=2").expect(200).body();
        JsonNode second =
                admin.get(CONNECTIONS + "?limit=2&cursor=" + first.get("next_cursor").asText())
                        .expect(200)
                        .body();

        assertThat(first.get("connections").findValuesAsText("user_id"))
                .isEqualTo(users.subList(0, 2));
        assertThat(second.get("connections").findValuesAsText("user_id"))
                .isEqualTo(users.subList(2, 3));
        assertThat(second.get("next_cursor").isNull()).isTrue();
    }

    @Test
    void showWhatTheControllerWantsHoldsAndSees() {
        Person.newcomer().connect("ada");
        Person.newcomer().connect("gina");
        Acts.awaitLooked();
        String uri = Ours.subscriptions().getFirst().get("organization").asText();

        JsonNode page = admin.get(ORGANIZATIONS + "?limit=1").expect(200).body();
        JsonNode one =
                admin.get(ORGANIZATIONS + "/" + URLEncoder.encode(uri, StandardCharsets.UTF_8))
                        .expect(200)
                        .body();

        assertThat(page.get("organizations")).hasSize(1);
        assertThat(page.get("next_cursor").isNull()).isFalse();
        assertThat(one.get("uri").asText()).isEqualTo(uri);
        assertThat(one.at("/desired/0/scope").asText()).isEqualTo("organization");
        assertThat(one.at("/held/0/state").asText()).isEqualTo("active");
        assertThat(one.get("due_at").asText()).isNotEmpty();
        assertThat(one.get("last_outcome").asText()).isEqualTo("healthy");
        assertThat(one.get("seen_at").asText()).isNotEmpty();
        assertThat(one.get("gap_since").isNull()).isTrue();
        assertThat(one.at("/accounts/0/role").asText()).isEqualTo("admin");
        assertThat(one.toString()).doesNotContain("/api/calendly/webhooks/");
        assertRefused(admin.get(ORGANIZATIONS + "/unknown"), 404, "not-found");
        assertRefused(admin.get(ORGANIZATIONS + "/%00"), 404, "not-found");
    }

    @Test
    void everythingThatIsToldOfAnOrganizationIsDescribed() throws IOException {
        Person.newcomer().connect("ada");
        JsonNode told = admin.get(ORGANIZATIONS).expect(200).body().at("/organizations/0");
        String operations = Files.readString(Path.of("docs/operations.md"));
        JsonNode api =
                Http.get(Surroundings.service("/q/openapi?format=json"), Map.of())
                        .expect(200)
                        .body();

        assertThat(told.fieldNames())
                .toIterable()
                .filteredOn(field -> !field.equals("uri"))
                .allSatisfy(field -> {
                    assertThat(operations).contains("`" + field + "`");
                    assertThat(
                                    api.at(
                                            "/components/schemas/Organization/properties/"
                                                    + field
                                                    + "/description"))
                            .as("%s in /q/openapi", field)
                            .isNotEqualTo(MissingNode.getInstance());
                });
        JsonNode reconcile = api.at("/paths").get(ORGANIZATIONS + "/reconcile").get("post");
        assertThat(reconcile.get("responses").fieldNames()).toIterable().contains("202", "404");
        assertThat(reconcile.toString()).contains("ReconcileRequest");
    }

    @Test
    void showWhatCalendlyListedAtTheLastLook() {
        Person.newcomer().connect("ada");
        Calendar.leave(1, "https://other.example.com/hook", "ada");
        Ours.makeDue();

        await().untilAsserted(() -> {
            JsonNode listed =
                    admin.get(ORGANIZATIONS).expect(200).body().at("/organizations/0/listed");
            assertThat(listed).hasSize(2);
            assertThat(listed.findValuesAsText("ours")).containsExactlyInAnyOrder("true", "false");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "tenant=default,2",
        "tenant=elsewhere,0",
        "tenant=%00,0",
        "status=active,1",
        "status=disconnected,1",
        "status=needs_reconnect,0"
    })
    void filterConnections(String filter, int found) {
        Person.newcomer().connect("ada");
        Person gone = Person.newcomer();
        gone.connect("gina");
        gone.delete("/api/calendly/connection").expect(204);
        await().until(() -> Dump.count("calendar_connections WHERE status = 'CLOSING'") == 0);

        assertThat(admin.get(CONNECTIONS + "?" + filter).expect(200).body().get("connections"))
                .hasSize(found);
        assertThat(
                        admin.get(CONNECTIONS + "?user=" + gone.user())
                                .expect(200)
                                .body()
                                .at("/connections/0/account/uri")
                                .asText())
                .endsWith("/users/gina");
    }

    @ParameterizedTest
    @CsvSource({
        CONNECTIONS + "?limit=0,limit",
        CONNECTIONS + "?cursor=mine,cursor",
        CONNECTIONS + "?status=lost,status",
        SUBSCRIPTIONS + "?limit=201,limit",
        SUBSCRIPTIONS + "?state=lost,state",
        SUBSCRIPTIONS + "?scope=world,scope"
    })
    void nameTheParameterThatIsWrong(String path, String named) {
        assertThat(
                        assertRefused(admin.get(path), 400, "request-invalid")
                                .body()
                                .get("detail")
                                .asText())
                .startsWith(named + " must ");
    }

    @Test
    void showSubscriptionsWithoutTheirSecrets() {
        Person.newcomer().connect("ada");
        Acts.awaitLooked();
        String token =
                Dump.column("SELECT url_token FROM calendly_webhook_subscriptions").getFirst();

        Http.Reply reply =
                admin.get(SUBSCRIPTIONS + "?state=active&scope=organization").expect(200);

        assertThat(reply.body().get("subscriptions")).hasSize(1);
        assertThat(reply.body().at("/subscriptions/0/uri").asText())
                .isEqualTo(Ours.subscriptions().getFirst().get("uri").asText());
        assertThat(reply.raw().body() + admin.get(CONNECTIONS).raw().body())
                .doesNotContain(token, "v1.test.")
                .doesNotContain(Calendar.secrets());
    }

    @Test
    void areToldHowFarAKeyChangeHasCome() {
        Person.newcomer().connect("ada");
        Acts.awaitLooked();

        JsonNode shown = admin.get("/api/admin/encryption").expect(200).body();

        assertThat(shown.get("active_key").asText()).isEqualTo("test");
        assertThat(shown.at("/keys/0/id").asText()).isEqualTo("test");
        assertThat(shown.at("/keys/0/rows").findValuesAsText("table"))
                .contains("calendar_connections", "calendly_webhook_subscriptions");
    }

    @Test
    void aRequestedReconcileRemovesWhatSomebodyLeft() {
        Person.newcomer().connect("ada");
        Acts.awaitLooked();
        String id = Dump.column("SELECT id FROM calendly_webhook_subscriptions").getFirst();
        Calendar.leave(3, Surroundings.service("") + "/api/calendly/webhooks/old-{n}", "ada");
        assertThat(Ours.subscriptions()).hasSize(4);

        admin.post(SUBSCRIPTIONS + "/" + id + "/reconcile", Map.of()).expect(202);

        await().untilAsserted(() -> assertThat(Ours.subscriptions()).hasSize(1));
        assertThat(
                        Dump.column(
                                "SELECT actor_user_id || ' ' || client_address || ' ' || user_agent FROM audit_events"
                                        + " WHERE action = 'subscription.reconcile_requested'"))
                .singleElement()
                .asString()
                .startsWith(admin.user() + " 127.0.0.1 Java-http-client/");
    }

    /// Calendly has refused everything: there is no subscription by which it could be asked for.
    @Test
    void anOrganizationWithoutAnySubscriptionIsReconciledAnewOnRequest() {
        Person mia = Acts.connectedWithout("webhooks:read webhooks:write", "mia");
        Acts.assertDegraded(mia, "requires the scopes");
        Acts.awaitLooked();
        assertThat(Dump.count("calendly_webhook_subscriptions")).isZero();
        String uri = Dump.column("SELECT organization_uri FROM calendly_organizations").getFirst();
        String marks = marks();

        Http.Reply reply =
                admin.post(ORGANIZATIONS + "/reconcile", Map.of("organization", uri)).expect(202);

        assertThat(reply.raw().body()).isEmpty();
        assertThat(marks()).isNotEqualTo(marks);
        assertThat(Dump.column("SELECT anew_marks = marks FROM calendly_organizations"))
                .containsExactly("t");
        assertThat(
                        Dump.column(
                                "SELECT concat_ws(' ', actor_user_id, client_address, details ->> 'organization')"
                                        + " FROM audit_events WHERE action = 'organization.reconcile_requested'"))
                .containsExactly(admin.user() + " 127.0.0.1 " + uri);
    }

    private static String marks() {
        return Dump.column("SELECT marks FROM calendly_organizations").getFirst();
    }

    @Test
    void nobodyReconcilesAnOrganizationThatIsNotThere() {
        String path = ORGANIZATIONS + "/reconcile";

        assertRefused(admin.post(path, Map.of("organization", "unknown")), 404, "not-found");
        assertThat(
                        assertRefused(admin.post(path, Map.of()), 400, "request-invalid")
                                .body()
                                .get("detail")
                                .asText())
                .startsWith("organization must ");
        assertThat(
                        Dump.column(
                                "SELECT action FROM audit_events WHERE actor_user_id = '%s'"
                                        .formatted(admin.user())))
                .isEmpty();
        assertThat(Dump.count("calendly_organizations")).isZero();
    }

    @Test
    void nobodyReconcilesWhatIsNotThere() {
        for (String id : List.of("00000000-0000-4000-8000-000000000000", "mine")) {
            assertRefused(
                    admin.post(SUBSCRIPTIONS + "/" + id + "/reconcile", Map.of()),
                    404,
                    "not-found");
        }
        assertThat(
                        Dump.column(
                                "SELECT action FROM audit_events WHERE actor_user_id = '%s'"
                                        .formatted(admin.user())))
                .isEmpty();
    }
}
