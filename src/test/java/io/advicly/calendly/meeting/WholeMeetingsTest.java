package io.advicly.calendly.meeting;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.calendly.event.DeliveredEvent;
import io.advicly.calendly.calendly.wire.DeliveryParser;
import io.advicly.calendly.meeting.projection.MeetingProjection;
import io.advicly.calendly.meeting.stream.FeedReads;
import io.advicly.calendly.meeting.view.WholeMeeting;
import io.advicly.calendly.meeting.view.WholeMeetings;
import io.advicly.calendly.security.identity.Caller;
import io.advicly.calendly.testing.TestTokens;
import io.advicly.calendly.webhook.ServiceProfile;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// All that a delivery says, wherever a meeting is shown, and found by it.
@QuarkusTest
@TestProfile(ServiceProfile.class)
class WholeMeetingsTest {

    private static final AtomicInteger USERS = new AtomicInteger();

    private static final String EXPECTED =
            """
            {
              "calendly_event_uri": "https://api.calendly.com/scheduled_events/{user}EVT0001",
              "event_type": "https://api.calendly.com/event_types/{user}TYPE01",
              "name": "30 Minute Intro",
              "status": "active",
              "start_time": "2026-02-04T13:00:00Z",
              "end_time": "2026-02-04T13:30:00Z",
              "location": {"type": "zoom", "status": "processing", "join_url": null, "data": null},
              "hosts": [{"uri": "https://api.calendly.com/users/{user}", "name": "Ada Host", "email": "ada@example.test"}],
              "guests": [{"email": "plusone@example.test"}],
              "calendar_event": null,
              "invitees_counter": {"total": 1, "active": 1, "limit": 1},
              "meeting_notes_plain": null,
              "meeting_notes_html": null,
              "invitees": [{
                "uri": "https://api.calendly.com/scheduled_events/{user}EVT0001/invitees/{user}INV0001",
                "name": "Grace Guest",
                "first_name": "Grace",
                "last_name": "Guest",
                "email": "guest@example.test",
                "timezone": "America/New_York",
                "text_reminder_number": "+1 202-555-0143",
                "status": "active",
                "rescheduled": false,
                "old_invitee": null,
                "new_invitee": null,
                "cancel_url": "https://calendly.com/cancellations/{user}INV0001",
                "reschedule_url": "https://calendly.com/reschedulings/{user}INV0001",
                "no_show": false,
                "no_show_at": null,
                "payment": {"external_id": "ch_sim_1", "provider": "stripe", "amount": 49.5, "currency": "EUR",
                  "terms": null, "successful": true},
                "routing_form_submission": null,
                "reconfirmation": {"created_at": "2026-02-03T09:00:00.000000Z", "confirmed_at": null},
                "scheduling_method": null,
                "invitee_scheduled_by": null,
                "questions_and_answers": [{"question": "What shall we discuss?", "answer": "Renewal", "position": 0}],
                "tracking": {"utm_campaign": "spring", "utm_source": "newsletter", "utm_medium": "email",
                  "utm_content": null, "utm_term": null, "salesforce_uuid": null},
                "created_at": "2026-02-01T09:30:00.120001Z"
              }],
              "created_at": "2026-02-01T09:30:00.110Z"
            }\
            """;

    private final MeetingProjection projection;
    private final DeliveryParser parser;
    private final WholeMeetings whole;
    private final FeedReads feed;
    private final HostRows hosts;
    private final ObjectMapper json;

    private String user = "";

    WholeMeetingsTest(
            MeetingProjection projection,
            DeliveryParser parser,
            WholeMeetings whole,
            FeedReads feed,
            HostRows hosts,
            ObjectMapper json) {
        this.projection = projection;
        this.parser = parser;
        this.whole = whole;
        this.feed = feed;
        this.hosts = hosts;
        this.json = json;
    }

    @BeforeEach
    void somebodyNew() {
        user = "whole" + USERS.incrementAndGet();
        hosts.connect(
                "default", user, "https://api.calendly.com/users/" + user, "organization/" + user);
    }

    @Test
    void everyFieldOfADeliveryIsShown() throws JsonProcessingException {
        // When
        tell(sample("invitee.created"));
        // Then
        JsonNode shown = only("");
        ((ObjectNode) shown).remove(List.of("id", "updated_at"));
        assertThat(shown).isEqualTo(json.readTree(EXPECTED.replace("{user}", user)));
    }

    @Test
    void theStreamAndWhoeverIsToldSeeTheSame() {
        // Given
        tell(sample("invitee.created"));
        tell(sample("invitee_no_show.created"));
        JsonNode shown = only("");
        UUID id = UUID.fromString(shown.get("id").asText());
        // When
        List<WholeMeeting> now = run(() -> Panache.withTransaction(() -> whole.now(List.of(id))));
        List<FeedReads.Change> changes = run(() -> feed.after(new Caller("default", user), 0));
        // Then
        assertThat(now).extracting(WholeMeeting::userId).containsExactly(user);
        assertThat((JsonNode) json.valueToTree(now.getFirst().meeting())).isEqualTo(shown);
        assertThat((JsonNode) json.valueToTree(changes.getFirst().meeting())).isEqualTo(shown);
        assertThat(shown.at("/invitees/0/no_show").asBoolean()).isTrue();
        assertThat(shown.at("/invitees/0/no_show_at").asText()).startsWith("2026-0");
    }

    @Test
    void aMeetingIsFoundByWhatIsSaidOfIt() {
        tell(sample("invitee.created"));

        List.of(
                        "status=active",
                        "event_uri=https://api.calendly.com/scheduled_events/%sEVT0001",
                        "event_type=https://api.calendly.com/event_types/%sTYPE01",
                        "invitee_email=Guest@Example.test",
                        "host=https://api.calendly.com/users/%s",
                        "host=ada@example.test",
                        "updated_since=2026-02-01T12:00:00Z",
                        "from=2026-02-04T13:00:00Z",
                        "to=2026-02-04T13:00:00.000001Z")
                .forEach(query -> assertThat(list(query.formatted(user))).as(query).hasSize(1));
        List.of(
                        "status=canceled",
                        "event_uri=https://api.calendly.com/scheduled_events/%sEVT0002",
                        "event_type=https://api.calendly.com/event_types/%sTYPE02",
                        "invitee_email=ada@example.test",
                        "host=https://api.calendly.com/users/other-%s",
                        "host=guest@example.test",
                        "updated_since=2126-02-01T12:00:00Z",
                        "from=2026-02-04T13:00:00.000001Z",
                        "to=2026-02-04T13:00:00Z")
                .forEach(query -> assertThat(list(query.formatted(user))).as(query).isEmpty());
    }

    @Test
    void nobodyFindsAnothersMeetings() {
        tell(sample("invitee.created"));

        assertThat(read("stranger", "?invitee_email=guest@example.test").get("meetings")).isEmpty();
    }

    /// An address is compared and never a pattern, whatever is in it.
    @Test
    void aWildcardFindsNobody() {
        tell(sample("invitee.created"));

        assertThat(list("invitee_email=%25@%25")).isEmpty();
        assertThat(list("host=%25@example.test")).isEmpty();
    }

    private byte[] sample(String name) {
        try (InputStream in = getClass().getResourceAsStream("/samples/" + name + ".json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8)
                    .replace("/SIMUSER000000001", "/" + user)
                    .replace("/SIM", "/" + user)
                    .getBytes(UTF_8);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private void tell(byte[] body) {
        var said = (DeliveredEvent.InviteeChanged) parser.parse(body);
        var _ =
                run(() ->
                        projection.apply(
                                "organization/" + user,
                                Objects.requireNonNull(said.scheduledEvent()),
                                List.of(said.invitee())));
    }

    private JsonNode only(String query) {
        JsonNode all = list(query);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private JsonNode list(String query) {
        return read(user, query.isEmpty() ? "" : "?" + query).get("meetings");
    }

    private JsonNode read(String who, String query) {
        try {
            return json.readTree(
                    given().auth()
                            .oauth2(TestTokens.of(who, Map.of()))
                            .urlEncodingEnabled(false)
                            .get("/api/meetings" + query)
                            .then()
                            .statusCode(200)
                            .extract()
                            .asString());
        } catch (JsonProcessingException broken) {
            throw new AssertionError(broken);
        }
    }

    private static <T> T run(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable failed) {
            throw new AssertionError(failed);
        }
    }
}
