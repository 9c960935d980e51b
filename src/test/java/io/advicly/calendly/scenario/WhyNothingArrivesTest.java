package io.advicly.calendly.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// From whatever is known of somebody who sees no meetings to why, what mends it, and what
/// happened.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class WhyNothingArrivesTest {

    private final Person admin = Person.admin();
    private final Person viewer =
            Person.claiming("viewer", Map.of("groups", List.of("calendly-viewer")));

    @BeforeEach
    void startOver() {
        CleanSlate.startOver();
    }

    @Test
    void whateverIsKnownLeadsToTheChain() {
        Person olivia = connected("ada");
        Calendar.Booking booking = Calendar.bookWith("ada", "Grace Hopper");
        await().untilAsserted(() -> assertThat(Ours.meeting(olivia, booking)).isNotNull());
        JsonNode connection = connection(olivia);
        String meeting = Ours.meeting(olivia, booking).get("id").asText();
        String delivery =
                Dump.column(
                                "SELECT id FROM calendly_webhook_deliveries WHERE calendly_event_uri = '%s'"
                                        .formatted(booking.event()))
                        .getFirst();

        for (String known :
                List.of(
                        olivia.user(),
                        olivia.user().substring(0, 12),
                        connection.get("id").asText(),
                        connection.get("account").get("email").asText(),
                        connection.get("account").get("uri").asText(),
                        connection.get("account").get("organization_uri").asText(),
                        connection.get("webhook_uri").asText(),
                        meeting,
                        booking.event(),
                        booking.invitee(),
                        "grace@example.test",
                        delivery)) {
            JsonNode found = ask(admin, known);
            assertThat(found.get("connections").findValuesAsText("user_id"))
                    .as(known)
                    .contains(olivia.user());
            assertThat(found.at("/chain/connection_id").asText())
                    .as(known)
                    .isEqualTo(connection.get("id").asText());
        }
        assertThat(ask(admin, meeting).at("/things/0/id").asText()).isEqualTo(meeting);
        await().untilAsserted(() -> assertEveryLinkHolds(olivia));
    }

    @Test
    void aRequestOfCalendlysLeadsToWhomItWasFor() {
        Person olivia = connected("ada");
        await().untilAsserted(() ->
                assertThat(Dump.column("SELECT action FROM audit_events"))
                        .contains("subscription.created"));
        String request =
                Dump.column(
                                "SELECT split_part(details ->> 'request_ids', ',', 1) FROM audit_events"
                                        + " WHERE action = 'subscription.created'")
                        .getFirst();

        JsonNode found = ask(admin, request);

        assertThat(found.get("things").findValuesAsText("what")).contains("request");
        assertThat(found.get("connections").findValuesAsText("user_id")).contains(olivia.user());
    }

    @Test
    void whatNobodyKnowsIsSaidInWords() {
        for (String nobody :
                List.of(
                        "nobody-at-all",
                        "nobody@example.test",
                        UUID.randomUUID().toString(),
                        "https://api.calendly.com/users/NOBODY",
                        "https://api.calendly.com/organizations/NOBODY",
                        "https://api.calendly.com/scheduled_events/NOBODY",
                        "https://api.calendly.com/scheduled_events/NOBODY/invitees/NOBODY",
                        "%_!",
                        "a\u0000b")) {
            JsonNode found = ask(admin, nobody);
            assertThat(found.get("connections")).as(nobody).isEmpty();
            assertThat(found.has("chain")).as(nobody).isFalse();
            assertThat(found.get("says").asText()).as(nobody).isNotEmpty();
        }
        for (String nothing : List.of("", "%20", "%00", "x".repeat(1_001))) {
            admin.get("/api/admin/diagnosis?q=" + nothing).expect(400);
        }
        admin.get("/api/admin/diagnosis").expect(400);
        admin.get("/api/admin/diagnosis/connections/none").expect(400);
        admin.get("/api/admin/diagnosis/connections/" + UUID.randomUUID()).expect(404);
    }

    @Test
    void theFirstBrokenLinkIsNamedWithWhatMendsIt() {
        Person olivia = connected("ada");
        Calendar.control("POST", "/_control/grants/revoke", Map.of("account", "ada"), 200);
        String id = connection(olivia).get("id").asText();
        admin.post("/api/admin/connections/" + id + "/refresh", Map.of()).expect(202);
        await().untilAsserted(() ->
                assertThat(olivia.connection().get("status").asText())
                        .isEqualTo("needs_reconnect"));

        JsonNode chain = ask(admin, olivia.user()).get("chain");

        assertThat(chain.get("broken").asText()).isEqualTo("grant");
        assertThat(link(chain, "grant").at("/mends/0/action").asText()).isEqualTo("reconnect");
        JsonNode link =
                admin.post("/api/admin/connections/" + id + "/session", Map.of("reason", "asked"))
                        .expect(201)
                        .body();
        assertThat(link.has("token")).isFalse();
        Http.Reply page = Http.get(URI.create(link.get("link").asText()), Map.of());
        assertThat(page.status()).isEqualTo(200);
        JsonNode entry =
                admin.get("/api/admin/audit?action=session.created&user=" + olivia.user())
                        .expect(200)
                        .body()
                        .at("/entries/0");
        assertThat(entry.at("/actor/user_id").asText()).isEqualTo(admin.user());
        assertThat(entry.at("/details/reason").asText()).isEqualTo("asked");
        admin.post("/api/admin/connections/" + UUID.randomUUID() + "/session", Map.of())
                .expect(404);
        viewer.post("/api/admin/connections/" + id + "/session", Map.of()).expect(403);
    }

    @Test
    void whatTheBackendOfATenantIsMissingIsCounted() {
        String tenant = "tenant-" + UUID.randomUUID();
        Person backend = Person.backend(tenant);
        String address = "http://localhost:1/events";
        backend.post("/api/backend/destinations", Map.of("url", address)).expect(201);
        Person olivia = Person.claiming("olivia", Map.of("tenant_id", tenant));
        olivia.connect("ada");

        await().untilAsserted(() -> assertMissing(tenant, address));
        await().untilAsserted(() -> {
            JsonNode sent = link(chainOf(tenant, olivia), "sent");
            assertThat(sent.get("says").asText()).contains(address);
        });
    }

    @Test
    void aConnectionIsShownWholeWithWhatHappenedToIt() {
        Person olivia = connected("ada");
        Calendar.Booking booking = Calendar.bookWith("ada", "Grace Hopper");
        await().untilAsserted(() -> assertThat(Ours.meeting(olivia, booking)).isNotNull());
        String id = connection(olivia).get("id").asText();
        admin.post("/api/admin/connections/" + id + "/sync", Map.of("reason", "Ada has called"))
                .expect(202);

        JsonNode detail = admin.get("/api/admin/connections/" + id).expect(200).body();
        assertThat(detail.at("/connection/user_id").asText()).isEqualTo(olivia.user());
        assertThat(detail.at("/scopes/wanted").toString()).contains("scheduled_events:read");
        assertThat(detail.at("/scopes/missing")).isEmpty();
        assertThat(detail.at("/grant/stored").asBoolean()).isTrue();
        assertThat(detail.at("/subscription/status").asText()).isEqualTo("active");
        await().untilAsserted(() -> assertAllHappened(id));
        assertThat(history(viewer, "connections/" + id).toString())
                .contains("connection.sync_ordered")
                .doesNotContain("Ada has called");
        JsonNode seen = viewer.get("/api/admin/connections/" + id).expect(200).body();
        assertThat(seen.at("/connection/account/email").isTextual()).isFalse();
        assertThat(seen.at("/connection/account/timezone").isTextual()).isFalse();
        admin.get("/api/admin/connections/" + UUID.randomUUID()).expect(404);
        admin.get("/api/admin/history/connections/" + UUID.randomUUID()).expect(404);
        admin.get("/api/admin/history/connections/" + id + "?before=then").expect(400);
    }

    @Test
    void whatChangedAMeetingIsTold() {
        Person olivia = connected("ada");
        Calendar.Booking booking = Calendar.bookWith("ada", "Grace Hopper");
        await().untilAsserted(() -> assertThat(Ours.meeting(olivia, booking)).isNotNull());
        String id = Ours.meeting(olivia, booking).get("id").asText();
        Calendar.cancel(booking);

        await().untilAsserted(() -> assertCanceled(id));
        JsonNode seen = viewer.get("/api/admin/history/meetings/" + id).expect(200).body();
        assertThat(seen.has("name")).isFalse();
        assertThat(seen.toString()).doesNotContain("Grace", "grace@");
        admin.get("/api/admin/history/meetings/" + UUID.randomUUID()).expect(404);
        admin.get("/api/admin/history/meetings/none").expect(400);
    }

    @Test
    void meetingsAreShownAsTheirUserSeesThemToWhoMayAndThatIsAudited() {
        Person olivia = connected("ada");
        Calendar.Booking booking = Calendar.bookWith("ada", "Grace Hopper");
        await().untilAsserted(() -> assertThat(Ours.meeting(olivia, booking)).isNotNull());
        String mine = "/api/admin/meetings?user=" + olivia.user();

        JsonNode plain = admin.get(mine).expect(200).body();
        assertThat(plain.get("meetings").findValuesAsText("event_uri")).contains(booking.event());
        assertThat(plain.toString()).doesNotContain("Grace", "grace@");
        JsonNode revealed = admin.get(mine + "&reveal=true").expect(200).body();
        assertThat(revealed.toString()).contains("Grace Hopper");
        String id = Ours.meeting(olivia, booking).get("id").asText();
        assertThat(admin.get("/api/admin/meetings/" + id + "?reveal=true").expect(200).body())
                .hasToString(
                        admin.get("/api/admin/meetings/" + id + "?reveal=true").body().toString());
        assertThat(admin.get("/api/admin/meetings/" + id + "?reveal=true").body().get("meeting"))
                .isEqualTo(olivia.get("/api/meetings/" + id).expect(200).body());
        assertThat(
                        admin.get("/api/admin/audit?user=" + olivia.user())
                                .body()
                                .get("entries")
                                .findValuesAsText("action"))
                .contains("meetings.revealed", "meeting.revealed");

        JsonNode seen = viewer.get(mine).expect(200).body();
        assertThat(seen.get("meetings")).isNotEmpty();
        assertThat(seen.findValues("name")).isEmpty();
        viewer.get(mine + "&reveal=true").expect(403);
        viewer.get("/api/admin/meetings/" + id + "?reveal=true").expect(403);
        viewer.get(mine + "&invitee_email=grace@example.test").expect(403);
        viewer.get(mine + "&host=grace@example.test").expect(403);
        assertThat(admin.get(mine + "&tenant=another").expect(200).body().get("meetings"))
                .isEmpty();
        assertThat(ask(viewer, "grace@example.test").get("connections")).isEmpty();
        assertThat(ask(viewer, connection(olivia).at("/account/email").asText()).get("connections"))
                .isEmpty();
        assertThat(ask(viewer, olivia.user()).findValues("email")).isEmpty();
    }

    @Test
    void organizationsInTroubleAreFoundWithTheirHistory() {
        Person olivia = connected("ada");
        String uri = connection(olivia).at("/account/organization_uri").asText();
        assertThat(troubled("retrying")).doesNotContain(uri);
        Dump.execute(
                "UPDATE calendly_webhook_subscriptions SET retry_started_at = now() - interval '20 hours' WHERE is_active");
        Dump.execute(
                "INSERT INTO delivery_gaps (connection_id, gap_since) SELECT id, now() FROM calendar_connections"
                        + " ON CONFLICT (connection_id) DO UPDATE SET served_since = NULL");
        Dump.execute("UPDATE calendly_organizations SET attempts = 3");

        for (String trouble : List.of("retrying", "gap", "unfinished")) {
            assertThat(troubled(trouble)).as(trouble).containsExactly(uri);
        }
        admin.get("/api/admin/organizations?trouble=some").expect(400);
        admin.post("/api/admin/organizations/reconcile", Map.of("organization", uri)).expect(202);
        String history = "organizations?organization=" + URLEncoder.encode(uri, UTF_8);
        assertThat(history(admin, history).findValuesAsText("what"))
                .contains("subscription.created", "organization.reconcile_requested");
        admin.get("/api/admin/history/organizations").expect(400);
        JsonNode counts =
                admin.get("/api/admin/connection-counts?status=active").expect(200).body();
        assertThat(counts.at("/states/active").asInt()).isEqualTo(1);
        assertThat(counts.at("/tenants/0/tenant_id").asText()).isEqualTo("default");
        assertThat(
                        admin.get("/api/admin/connection-counts?status=needs_reconnect")
                                .expect(200)
                                .body()
                                .get("tenants"))
                .isEmpty();
        assertThat(
                        admin.get(
                                        "/api/admin/connection-counts?organization="
                                                + URLEncoder.encode(uri, UTF_8))
                                .expect(200)
                                .body()
                                .at("/states/active")
                                .asInt())
                .isEqualTo(1);
        admin.get("/api/admin/connection-counts?status=some").expect(400);
    }

    private void assertEveryLinkHolds(Person olivia) {
        JsonNode chain = ask(admin, olivia.user()).get("chain");
        assertThat(chain.get("ok").asBoolean()).as(chain.toPrettyString()).isTrue();
        assertThat(chain.get("links").findValuesAsText("step"))
                .containsExactly(
                        "grant",
                        "scope",
                        "role",
                        "plan",
                        "subscription",
                        "last_delivery",
                        "projection",
                        "sync",
                        "sent");
        assertThat(link(chain, "sent").get("says").asText()).contains("The last event, meeting.");
    }

    private void assertMissing(String tenant, String address) {
        JsonNode look = ask(admin, tenant).get("tenant");
        assertThat(look.get("ok").asBoolean()).isFalse();
        assertThat(look.get("says").asText()).contains(address, "fails");
        assertThat(look.at("/destinations/0/events").asInt()).isPositive();
        assertThat(look.at("/connections/active").asInt()).isEqualTo(1);
    }

    private void assertAllHappened(String id) {
        JsonNode entries = history(admin, "connections/" + id);
        assertThat(entries.findValuesAsText("kind"))
                .contains("audit", "delivery", "sync", "event", "grant");
        assertThat(entries.toString()).contains("Ada has called");
    }

    private void assertCanceled(String id) {
        JsonNode past = admin.get("/api/admin/history/meetings/" + id).expect(200).body();
        JsonNode canceled = past.at("/entries/0");
        assertThat(canceled.get("says").asText()).contains("status active → canceled");
        assertThat(canceled.at("/cause/kind").asText()).isEqualTo("delivery");
        assertThat(past.get("entries").findValuesAsText("what"))
                .contains("invitee.created", "invitee.canceled", "meeting.booked");
    }

    private Person connected(String account) {
        Person person = Person.newcomer();
        person.connect(account);
        await().untilAsserted(() ->
                assertThat(person.connection().get("status").asText()).isEqualTo("active"));
        return person;
    }

    private static JsonNode ask(Person who, String known) {
        return who.get("/api/admin/diagnosis?q=" + URLEncoder.encode(known, UTF_8))
                .expect(200)
                .body();
    }

    private JsonNode chainOf(String tenant, Person person) {
        JsonNode found =
                admin.get("/api/admin/connections?tenant=" + tenant + "&user=" + person.user())
                        .expect(200)
                        .body();
        return admin.get(
                        "/api/admin/diagnosis/connections/"
                                + found.at("/connections/0/id").asText())
                .expect(200)
                .body();
    }

    private JsonNode connection(Person person) {
        return admin.get("/api/admin/connections?user=" + person.user())
                .expect(200)
                .body()
                .at("/connections/0");
    }

    private static JsonNode history(Person who, String of) {
        return who.get("/api/admin/history/" + of).expect(200).body().get("entries");
    }

    private List<String> troubled(String trouble) {
        List<String> uris = new ArrayList<>();
        admin.get("/api/admin/organizations?trouble=" + trouble)
                .expect(200)
                .body()
                .get("organizations")
                .forEach(it -> uris.add(it.get("uri").asText()));
        return uris;
    }

    private static JsonNode link(JsonNode chain, String step) {
        for (JsonNode link : chain.get("links")) {
            if (link.get("step").asText().equals(step)) {
                return link;
            }
        }
        throw new AssertionError("no link " + step);
    }
}
