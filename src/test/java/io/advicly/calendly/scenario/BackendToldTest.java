package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.DocumentedReceiver;
import io.advicly.calendly.testing.DocumentedReceiver.Language;
import io.advicly.calendly.testing.DocumentedReceiver.Printed;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.Ports;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a backend's receiver, a process of its own as `docs/backend.md` has it, is sent of a user
/// from the first consent to the purge. It prints what is verified alone, each event once.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class BackendToldTest {

    /// Of the contract.
    private static final Set<String> MEETING =
            Set.of(
                    "tenant_id",
                    "user_id",
                    "connection_id",
                    "id",
                    "calendly_event_uri",
                    "event_type",
                    "name",
                    "status",
                    "start_time",
                    "end_time",
                    "location",
                    "hosts",
                    "guests",
                    "calendar_event",
                    "invitees_counter",
                    "meeting_notes_plain",
                    "meeting_notes_html",
                    "invitees",
                    "created_at",
                    "updated_at");

    private static final Set<String> CONNECTION =
            Set.of(
                    "id",
                    "tenant_id",
                    "user_id",
                    "status",
                    "account",
                    "webhook",
                    "sync",
                    "connected_at");

    /// Of a meeting: nothing comes twice. Where the new invitee of one that was moved is told of
    /// first, the old one has a successor before it is canceled.
    private static final Set<List<String>> LIVES =
            Set.of(
                    List.of("meeting.booked", "meeting.erased"),
                    List.of("meeting.booked", "meeting.canceled", "meeting.erased"),
                    List.of(
                            "meeting.booked",
                            "meeting.updated",
                            "meeting.canceled",
                            "meeting.erased"));

    private final String tenant = "told-" + UUID.randomUUID();
    private final Person backend = Person.backend(tenant);
    private final Person olivia =
            Person.claiming("olivia-" + UUID.randomUUID(), Map.of("tenant_id", tenant));

    @BeforeEach
    void startOver() {
        CleanSlate.startOver();
    }

    @Test
    void eachChangeIsToldOnceInOrderAndWhole() {
        int port = Ports.free();
        JsonNode destination =
                backend.post(
                                "/api/backend/destinations",
                                Map.of("url", "http://127.0.0.1:%d/".formatted(port)))
                        .expect(201)
                        .body();
        String id = destination.get("id").asText();
        try (DocumentedReceiver receiver =
                DocumentedReceiver.start(Language.JAVA, port, destination.get("secret").asText())) {
            connectTwice(receiver);
            changeMeetings(receiver);
            Set<String> meetings = leave(receiver);

            await().untilAsserted(() ->
                    assertThat(meetings(receiver))
                            .allSatisfy((meeting, types) ->
                                    assertThat(types).endsWith("meeting.erased")));
            assertOnceAndInOrder(receiver, meetings);
            assertAllOfTheFeed(receiver);
            JsonNode shown = backend.get("/api/backend/destinations/" + id).expect(200).body();
            assertThat(shown.get("state").asText()).isEqualTo("active");
            await().untilAsserted(() -> assertThat(refused(id)).isEmpty());
        }
    }

    private void connectTwice(DocumentedReceiver receiver) {
        olivia.connect("max");
        awaitTold(receiver, "connection.connected", "sync.completed");
        refuseARefresh();
        awaitTold(receiver, "connection.needs_reconnect", "sync.failed");
        olivia.connect("max");
        awaitTold(receiver, "connection.recovered", "sync.completed");
    }

    /// One is booked and canceled, another one booked and moved.
    private void changeMeetings(DocumentedReceiver receiver) {
        Calendar.Booking canceled = Calendar.book("max-plain", "Grace Hopper");
        Calendar.Booking moved = Calendar.book("max-plain", "Ada Lovelace");
        awaitTold(receiver, canceled, "meeting.booked");
        awaitTold(receiver, moved, "meeting.booked");
        Calendar.cancel(canceled);
        Calendar.Booking fresh = reschedule(moved);
        awaitTold(receiver, canceled, "meeting.booked", "meeting.canceled");
        awaitMoved(receiver, moved);
        awaitTold(receiver, fresh, "meeting.booked");
        for (Calendar.Booking booking : List.of(canceled, moved, fresh)) {
            assertWhole(about(receiver, booking).getLast());
        }
    }

    /// Disconnects and purges.
    ///
    /// @return the meetings that were told of before the purge
    private Set<String> leave(DocumentedReceiver receiver) {
        olivia.delete("/api/calendly/connection").expect(204);
        awaitTold(receiver, "connection.disconnected");
        Set<String> meetings = meetings(receiver).keySet();
        olivia.delete("/api/calendly/connection?purge=true").expect(204);
        return meetings;
    }

    /// Its access token is refused, and then the refresh that this leads to.
    private void refuseARefresh() {
        Calendar.control("POST", "/_control/grants/revoke", Map.of("account", "max"), 200);
        olivia.post("/api/calendly/connection/sync", Map.of()).expect(202);
    }

    private void assertOnceAndInOrder(DocumentedReceiver receiver, Set<String> meetings) {
        assertThat(receiver.printed()).extracting(Printed::id).doesNotHaveDuplicates();
        assertThat(meetings(receiver).keySet()).isEqualTo(meetings);
        assertThat(meetings(receiver).values())
                .allMatch(LIVES::contains, "is told of once per change");
        assertThat(ofConnection(receiver))
                .containsExactly(
                        "connection.connected",
                        "sync.completed",
                        "connection.needs_reconnect",
                        "sync.failed",
                        "connection.recovered",
                        "sync.completed",
                        "connection.disconnected");
        assertThat(receiver.printed())
                .filteredOn(it -> it.type().equals("meeting.erased"))
                .allSatisfy(it ->
                        assertThat(it.data().fieldNames()).toIterable().containsExactly("id"));
        assertThat(receiver.printed())
                .filteredOn(it -> it.type().equals("connection.recovered"))
                .allSatisfy(it ->
                        assertThat(it.data().fieldNames()).toIterable().containsAll(CONNECTION));
    }

    /// It is degraded for a moment while its subscription is made, which may be seen or not.
    private static List<String> ofConnection(DocumentedReceiver receiver) {
        List<String> types = new ArrayList<>();
        boolean degraded = false;
        for (Printed printed : receiver.printed()) {
            String type = printed.type();
            boolean back = degraded && type.equals("connection.recovered");
            degraded = type.equals("connection.degraded") || (degraded && !back);
            if (!type.startsWith("meeting.") && !type.equals("connection.degraded") && !back) {
                types.add(type);
            }
        }
        return types;
    }

    /// As the API shows it, with whatever the contract names.
    private void assertWhole(Printed printed) {
        JsonNode data = printed.data();
        assertThat(data.fieldNames()).toIterable().containsAll(MEETING);
        assertThat(data)
                .isEqualTo(
                        backend.get("/api/backend/meetings/" + data.get("id").asText())
                                .expect(200)
                                .body());
    }

    private void assertAllOfTheFeed(DocumentedReceiver receiver) {
        JsonNode page = backend.get("/api/backend/events?limit=200").expect(200).body();
        assertThat(page.get("at_end").asBoolean()).isTrue();
        List<String> ids =
                StreamSupport.stream(page.get("events").spliterator(), false)
                        .filter(it -> !it.get("type").asText().startsWith("subscription."))
                        .map(it -> it.get("id").asText())
                        .toList();
        assertThat(receiver.printed())
                .extracting(Printed::id)
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    private List<JsonNode> refused(String destination) {
        List<JsonNode> all = new ArrayList<>();
        backend.get("/api/backend/destinations/" + destination + "/attempts?failed=true")
                .expect(200)
                .body()
                .get("attempts")
                .forEach(all::add);
        return all;
    }

    private static Calendar.Booking reschedule(Calendar.Booking booking) {
        String invitee = booking.invitee().substring(booking.invitee().lastIndexOf('/') + 1);
        JsonNode made =
                Calendar.control(
                        "POST", "/_control/bookings/" + invitee + "/reschedule", Map.of(), 201);
        return new Calendar.Booking(made.at("/event").asText(), made.at("/invitee").asText());
    }

    private static void awaitTold(DocumentedReceiver receiver, String... types) {
        await().untilAsserted(() ->
                assertThat(receiver.printed())
                        .extracting(Printed::type)
                        .containsSubsequence(types));
    }

    private static void awaitTold(
            DocumentedReceiver receiver, Calendar.Booking booking, String... types) {
        await().untilAsserted(() ->
                assertThat(about(receiver, booking))
                        .extracting(Printed::type)
                        .containsExactly(types));
    }

    private static void awaitMoved(DocumentedReceiver receiver, Calendar.Booking booking) {
        await().untilAsserted(() ->
                assertThat(about(receiver, booking).getLast().type())
                        .isEqualTo("meeting.canceled"));
        assertThat(about(receiver, booking))
                .filteredOn(it -> it.type().equals("meeting.updated"))
                .allSatisfy(it ->
                        assertThat(it.data().at("/invitees/0/new_invitee").isTextual()).isTrue());
    }

    private static List<Printed> about(DocumentedReceiver receiver, Calendar.Booking booking) {
        return receiver.printed().stream()
                .filter(it -> it.data().path("calendly_event_uri").asText().equals(booking.event()))
                .toList();
    }

    /// The types of the events of each, by its id.
    private static Map<String, List<String>> meetings(DocumentedReceiver receiver) {
        Map<String, List<String>> types = new LinkedHashMap<>();
        for (Printed printed : receiver.printed()) {
            if (printed.type().startsWith("meeting.")) {
                types.computeIfAbsent(printed.data().get("id").asText(), id -> new ArrayList<>())
                        .add(printed.type());
            }
        }
        return types;
    }
}
