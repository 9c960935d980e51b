package io.advicly.calendly.scenario;

import static io.advicly.calendly.scenario.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a backend is told, and what it may see and do.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class BackendEventsTest {

    private static final int CLIENTS = 200;

    /// What connections of the service are at, or have open.
    private static final String HELD =
            """
            SELECT state || ' ' || query FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()
              AND backend_type = 'client backend' AND state <> 'idle'\
            """;

    private final String tenant = "tenant-" + UUID.randomUUID();
    private final Person backend = Person.backend(tenant);
    private final Person olivia =
            Person.claiming("olivia-" + UUID.randomUUID(), Map.of("tenant_id", tenant));

    @BeforeEach
    void startOver() {
        CleanSlate.startOver();
    }

    @Test
    void aBackendIsToldOfAMeetingsWholeLife() {
        String start =
                backend.get("/api/backend/events?after=latest")
                        .expect(200)
                        .body()
                        .get("next")
                        .asText();
        olivia.connect("ada");
        awaitTypes(start, "connection.connected", "sync.completed");

        Calendar.Booking booking = Calendar.bookWith("ada", "Grace Hopper");
        await().untilAsserted(() ->
                assertThat(types(about(start, booking))).containsExactly("meeting.booked"));
        Calendar.cancel(booking);
        await().untilAsserted(() ->
                assertThat(types(about(start, booking)))
                        .startsWith("meeting.booked")
                        .containsOnlyOnce("meeting.canceled"));

        JsonNode booked = about(start, booking).getFirst();
        assertThat(booked.get("tenant_id").asText()).isEqualTo(tenant);
        assertThat(booked.get("user_id").asText()).isEqualTo(olivia.user());
        JsonNode connection =
                backend.get("/api/backend/connections").expect(200).body().at("/connections/0");
        assertThat(booked.get("connection_id")).isEqualTo(connection.get("id"));
        JsonNode canceled = about(start, booking).getLast().get("data");
        JsonNode meeting =
                backend.get("/api/backend/meetings/" + canceled.get("id").asText())
                        .expect(200)
                        .body();
        assertThat(canceled).as("whole, as the API shows it").isEqualTo(meeting);
        assertThat(canceled.get("status").asText()).isEqualTo("canceled");
        assertThat(first(start, "connection.connected").at("/data/account/email").asText())
                .isNotEmpty();
    }

    @Test
    void aBackendIsToldWhenAConsentIsWithdrawnAndWhenItIsBack() {
        String start = connected();
        Calendar.control("POST", "/_control/grants/revoke", Map.of("account", "ada"), 200);

        olivia.post("/api/calendly/connection/sync", Map.of()).expect(202);
        awaitTypes(start, "connection.needs_reconnect");
        olivia.connect("ada");

        awaitTypes(start, "connection.recovered");
        assertThat(types(start, "connection."))
                .startsWith(
                        "connection.connected",
                        "connection.needs_reconnect",
                        "connection.recovered");
        assertThat(first(start, "connection.recovered").at("/data/id"))
                .isEqualTo(first(start, "connection.connected").at("/data/id"));
    }

    @Test
    void aBackendIsToldThatAConnectionIsDegradedAndWellAgain() {
        String start = connected();
        Dump.execute(
                "UPDATE calendly_webhook_subscriptions SET state = 'DISABLED', is_active = false");
        awaitTypes(start, "subscription.lost", "connection.degraded");

        Ours.makeDue();

        awaitTypes(start, "connection.recovered", "subscription.healed");
        assertThat(first(start, "connection.degraded").at("/data/status").asText())
                .isEqualTo("degraded");
        assertThat(first(start, "connection.degraded").at("/data/reason").asText()).isNotEmpty();
    }

    @Test
    void ofAPurgedUserNothingIsLeftInWhatWasTold() {
        String start = connected();
        awaitBooked(start);
        String id =
                backend.get("/api/backend/connections?user=" + olivia.user())
                        .expect(200)
                        .body()
                        .at("/connections/0/id")
                        .asText();

        backend.delete("/api/backend/connections/" + id + "?purge=true").expect(204);

        awaitTypes(start, "connection.disconnected", "meeting.erased");
        await().untilAsserted(() -> {
            assertThat(olivia.connection().get("status").asText()).isEqualTo("not_connected");
            assertThat(events(start).toString())
                    .doesNotContain("Grace")
                    .doesNotContain("grace@example.test");
            assertThat(
                            Dump.column(
                                    "SELECT CAST(data AS text) FROM events WHERE tenant_id = '"
                                            + tenant
                                            + "'"))
                    .allSatisfy(data -> assertThat(data).doesNotContain("@"));
        });
        assertThat(first(start, "meeting.erased").get("data").fieldNames())
                .toIterable()
                .containsExactly("id");
    }

    @Test
    void ofAnErasedInviteeNothingIsLeftInWhatWasTold() {
        String start = connected();
        awaitBooked(start);
        Person admin =
                Person.claiming(
                        "admin-" + UUID.randomUUID(),
                        Map.of("groups", List.of("calendly-admin"), "tenant_id", tenant));

        admin.post("/api/admin/erasures", Map.of("email", "grace@example.test")).expect(200);

        await().untilAsserted(() -> {
            assertThat(types(start, "meeting.")).contains("meeting.booked", "meeting.updated");
            assertThat(events(start).toString())
                    .doesNotContain("grace@example.test")
                    .doesNotContain("Grace Hopper");
        });
    }

    @Test
    void aBackendOfAnotherTenantSeesNothing() {
        String start = connected();
        awaitBooked(start);
        String connection = first(start, "connection.connected").at("/data/id").asText();
        String meeting = first(start, "meeting.booked").at("/data/id").asText();
        Person stranger = Person.backend("other-" + UUID.randomUUID());

        assertThat(
                        stranger.get("/api/backend/events?after=" + start)
                                .expect(200)
                                .body()
                                .get("events"))
                .isEmpty();
        assertThat(stranger.get("/api/backend/connections").expect(200).body().get("connections"))
                .isEmpty();
        assertThat(stranger.get("/api/backend/meetings").expect(200).body().get("meetings"))
                .isEmpty();
        assertRefused(stranger.get("/api/backend/connections/" + connection), 404, "not-found");
        assertRefused(stranger.get("/api/backend/meetings/" + meeting), 404, "not-found");
        assertRefused(stranger.delete("/api/backend/connections/" + connection), 404, "not-found");
        assertRefused(
                stranger.post("/api/backend/connections/" + connection + "/sync", Map.of()),
                404,
                "not-found");
        Person all = Person.backend("*");
        assertThat(
                        all.get("/api/backend/meetings/" + meeting)
                                .expect(200)
                                .body()
                                .get("tenant_id")
                                .asText())
                .isEqualTo(tenant);
        all.post("/api/backend/connections/" + connection + "/sync", Map.of()).expect(202);
    }

    @Test
    void connectionsAndMeetingsAreFoundByTheirFilters() {
        String start = connected();
        awaitBooked(start);
        JsonNode account = olivia.connection().get("account");

        for (String found :
                new String[] {
                    "user=" + olivia.user(),
                    "status=active",
                    "organization=" + account.get("organization_uri").asText(),
                    "email=" + account.get("email").asText().toUpperCase(java.util.Locale.ROOT),
                    "updated_since=2020-01-01T00:00:00Z"
                }) {
            assertThat(list("connections", found)).as(found).hasSize(1);
        }
        for (String none :
                new String[] {
                    "user=nobody",
                    "status=disconnected",
                    "organization=https://api.calendly.com/organizations/none",
                    "email=nobody@example.test",
                    "updated_since=2999-01-01T00:00:00Z"
                }) {
            assertThat(list("connections", none)).as(none).isEmpty();
        }
        assertThat(list("meetings", "user=" + olivia.user())).isNotEmpty();
        assertThat(list("meetings", "user=" + olivia.user() + "&invitee_email=grace@example.test"))
                .hasSize(1);
        assertThat(list("meetings", "invitee_email=nobody@example.test")).isEmpty();
        assertThat(list("meetings", "user=nobody")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "events?after=yesterday",
                "events?after=evt_9000000000000000000",
                "events?types=meeting.moved",
                "events?limit=0",
                "events?limit=201",
                "events?wait=31",
                "events?wait=-1",
                "events?wait=soon",
                "connections?status=happy",
                "connections?email=nobody",
                "connections?email=a%00@b.test",
                "connections?updated_since=now",
                "connections?cursor=x",
                "meetings?invitee_email=a%00@b.test",
                "meetings?status=moved"
            })
    void whatCannotBeMeantIsRefusedByName(String query) {
        Http.Reply reply = backend.get("/api/backend/" + query);

        assertRefused(reply, 400, "request-invalid");
        assertThat(reply.body().get("detail").asText())
                .contains(query.substring(query.indexOf('?') + 1, query.indexOf('=')));
    }

    /// While they wait, nothing of the database's is held for them.
    @Test
    void manyWaitAndHoldNoConnection() throws Exception {
        String start = connected();
        awaitTypes(start, "sync.completed");
        String next = next(start);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Http.Reply>> replies = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                replies.add(
                        CompletableFuture.supplyAsync(
                                () ->
                                        backend.get(
                                                "/api/backend/events?types=meeting.booked&wait=30&after="
                                                        + next),
                                threads));
            }
            await().untilAsserted(() -> assertThat(metric("events_waiting")).isEqualTo(CLIENTS));
            await().untilAsserted(() -> assertThat(Dump.column(HELD)).isEmpty());
            Calendar.bookWith("ada", "Grace Hopper");

            for (CompletableFuture<Http.Reply> reply : replies) {
                assertThat(reply.get().expect(200).body().get("events")).hasSize(1);
            }
        }
    }

    private static long metric(String name) {
        String all = Http.get(Surroundings.service("/q/metrics"), Map.of()).raw().body();
        return all.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(-1L);
    }

    /// @return where to read from to see all of it
    private String connected() {
        String start = next(null);
        olivia.connect("ada");
        awaitTypes(start, "connection.connected", "sync.completed");
        return start;
    }

    private String next(@Nullable String after) {
        return backend.get("/api/backend/events?after=" + (after == null ? "latest" : after))
                .expect(200)
                .body()
                .get("next")
                .asText();
    }

    private List<JsonNode> list(String what, String query) {
        List<JsonNode> all = new ArrayList<>();
        backend.get("/api/backend/" + what + "?" + query)
                .expect(200)
                .body()
                .get(what)
                .forEach(all::add);
        return all;
    }

    private List<JsonNode> events(String start) {
        List<JsonNode> all = new ArrayList<>();
        backend.get("/api/backend/events?limit=200&after=" + start)
                .expect(200)
                .body()
                .get("events")
                .forEach(all::add);
        return all;
    }

    private List<JsonNode> about(String start, Calendar.Booking booking) {
        return events(start).stream()
                .filter(event ->
                        event.at("/data/calendly_event_uri").asText().equals(booking.event()))
                .toList();
    }

    private static List<String> types(List<JsonNode> events) {
        return events.stream().map(event -> event.get("type").asText()).toList();
    }

    private void awaitBooked(String start) {
        Calendar.Booking booking = Calendar.bookWith("ada", "Grace Hopper");
        await().untilAsserted(() ->
                assertThat(about(start, booking).toString()).contains("grace@example.test"));
    }

    private List<String> types(String start, String prefix) {
        return events(start).stream()
                .map(event -> event.get("type").asText())
                .filter(type -> type.startsWith(prefix))
                .toList();
    }

    private void awaitTypes(String start, String... types) {
        await().untilAsserted(() -> assertThat(types(start, "")).contains(types));
    }

    private JsonNode first(String start, String type) {
        return events(start).stream()
                .filter(event -> event.get("type").asText().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
