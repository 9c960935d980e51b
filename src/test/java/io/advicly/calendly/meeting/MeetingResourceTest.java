package io.advicly.calendly.meeting;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.advicly.calendly.calendly.ScheduledEvent;
import io.advicly.calendly.testing.TestTokens;
import io.advicly.calendly.webhook.ServiceProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ServiceProfile.class)
class MeetingResourceTest {

    private static final AtomicInteger USERS = new AtomicInteger();

    private static final String CONTRACT =
            """
            {
              "id": "{id}",
              "calendly_event_uri": "{event}",
              "event_type": null,
              "name": "Meeting {name}",
              "status": "active",
              "start_time": "2026-02-01T22:00:00Z",
              "end_time": "2026-02-01T22:30:00Z",
              "location": null,
              "hosts": [{"uri": "account/{user}", "name": "Host", "email": "host@example.test"}],
              "guests": [],
              "calendar_event": null,
              "invitees_counter": null,
              "meeting_notes_plain": null,
              "meeting_notes_html": null,
              "invitees": [{
                "uri": "{invitee}",
                "name": "Grace",
                "first_name": null,
                "last_name": null,
                "email": "guest@example.test",
                "timezone": "Europe/Paris",
                "text_reminder_number": null,
                "status": "canceled",
                "rescheduled": true,
                "old_invitee": null,
                "new_invitee": "{successor}",
                "cancel_url": null,
                "reschedule_url": null,
                "no_show": false,
                "no_show_at": null,
                "cancellation": {"reason": "at 0001"},
                "payment": null,
                "routing_form_submission": null,
                "reconfirmation": null,
                "scheduling_method": null,
                "invitee_scheduled_by": null,
                "questions_and_answers": [{"question": "What?", "answer": "That", "position": 0}],
                "tracking": {"utm_source": "newsletter", "utm_term": null},
                "created_at": "2026-02-01T12:00:00Z"
              }],
              "created_at": null,
              "updated_at": "{updated_at}"
            }\
            """;

    private final MeetingProjection projection;
    private final HostRows hosts;

    MeetingResourceTest(MeetingProjection projection, HostRows hosts) {
        this.projection = projection;
        this.hosts = hosts;
    }

    @Test
    void showsExactlyWhatTheContractSays() throws Exception {
        // Given
        String user = newUser();
        String event = user + "-E";
        meeting(user, event, Said.invitee(event + "/I", 1).rescheduledTo("F/J"));
        String id = list(user, "").extract().path("meetings[0].id");
        // When
        JsonNode shown = json(get(user, "/" + id).statusCode(200).extract().asString());
        // Then
        String updatedAt = shown.get("updated_at").asText();
        assertThat(updatedAt).endsWith("Z");
        assertThat(shown)
                .isEqualTo(
                        json(
                                CONTRACT.replace("{id}", id)
                                        .replace("{event}", Said.eventUri(event))
                                        .replace("{name}", event)
                                        .replace("{user}", user)
                                        .replace("{invitee}", Said.inviteeUri(event + "/I"))
                                        .replace("{successor}", Said.inviteeUri("F/J"))
                                        .replace("{updated_at}", updatedAt)));
    }

    @Test
    void anActiveInviteeHasNoCancellation() throws Exception {
        // Given
        String user = newUser();
        meeting(user, user + "-E", Said.invitee(user + "-E/I", 1));
        // When
        JsonNode page = json(list(user, "").extract().asString());
        // Then
        assertThat(page.at("/meetings/0/invitees/0").has("cancellation")).isFalse();
    }

    @Test
    void withoutATokenNothingIsShown() {
        given().get("/api/meetings").then().statusCode(401);
        given().get("/api/meetings/" + UUID.randomUUID()).then().statusCode(401);
        given().auth().oauth2("no.valid.token").get("/api/meetings").then().statusCode(401);
    }

    @Test
    void somebodyElsesMeetingIsNotThere() {
        // Given
        String user = newUser();
        String other = newUser();
        meeting(user, user + "-E", Said.invitee(user + "-E/I", 1));
        String id = list(user, "").extract().path("meetings[0].id");
        // Then
        notThere(get(other, "/" + id));
        notThere(get(other, "/" + id + "/invitees"));
        get(user, "/" + id + "/invitees").statusCode(200).body("invitees.size()", equalTo(1));
        notThere(
                given().auth()
                        .oauth2(TestTokens.inTenant("another-tenant", user))
                        .get("/api/meetings/" + id)
                        .then());
        list(other, "").body("meetings", empty());
        given().auth()
                .oauth2(TestTokens.inTenant("another-tenant", user))
                .get("/api/meetings")
                .then()
                .body("meetings", empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-uuid", "00000000-0000-0000-0000-000000000000", "1"})
    void anUnknownIdIsNotThere(String id) {
        notThere(get(newUser(), "/" + id));
        notThere(get(newUser(), "/" + id + "/invitees"));
    }

    @Test
    void pagesGoThroughAllMeetingsOnceByStartTime() {
        // Given
        String user = newUser();
        List<String> expected =
                IntStream.range(0, 7).mapToObj(number -> user + "-E" + number).toList();
        // All start at the same time: only the id tells them apart.
        expected.forEach(event -> meeting(user, event, Said.invitee(event + "/I", 1)));
        // When
        List<String> names = new ArrayList<>();
        String cursor = null;
        int pages = 0;
        do {
            ValidatableResponse page =
                    list(user, "?limit=3" + (cursor == null ? "" : "&cursor=" + cursor));
            names.addAll(page.extract().path("meetings.name"));
            cursor = page.extract().path("next_cursor");
            pages++;
        } while (cursor != null);
        // Then
        assertThat(names)
                .containsExactlyInAnyOrderElementsOf(
                        expected.stream().map(event -> "Meeting " + event).toList());
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void filtersByStatusAndTime() {
        // Given
        String user = newUser();
        meeting(user, user + "-active", Said.invitee(user + "-active/I", 1));
        tell(user, Said.event(user + "-gone", 1, false, "account/" + user), null);
        // Then
        list(user, "?status=active").body("meetings.name", contains("Meeting " + user + "-active"));
        list(user, "?status=canceled").body("meetings.name", contains("Meeting " + user + "-gone"));
        list(user, "?from=2026-02-01T22:00:00Z&status=active")
                .body("meetings.size()", equalTo(1))
                .body("next_cursor", nullValue());
        list(user, "?from=2026-02-01T22:00:00.000001Z").body("meetings", empty());
        list(user, "?to=2026-02-01T22:00:00Z").body("meetings", empty());
        list(user, "?to=2026-02-01T22:00:00.000001Z").body("meetings.size()", equalTo(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=201",
                "limit=0",
                "limit=x",
                "from=x",
                "to=x",
                "status=x",
                "event_uri=x",
                "event_type=x",
                "invitee_email=x",
                "host=x",
                "updated_since=x",
                "cursor=x",
                "event_uri=https://x.test/%00",
                "invitee_email=%00@x.test",
                "host=%00@x.test",
                "event_type="
            })
    void aBadParameterIsAProblem(String query) {
        given().auth()
                .oauth2(TestTokens.of(newUser()))
                .urlEncodingEnabled(false)
                .get("/api/meetings?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:calendly-connect:problem:request-invalid"))
                .body("detail", startsWith(query.substring(0, query.indexOf('=')) + " must "));
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }

    private static void notThere(ValidatableResponse answer) {
        answer.statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:calendly-connect:problem:not-found"));
    }

    private String newUser() {
        String user = "reader" + USERS.incrementAndGet();
        hosts.connect("default", user, "account/" + user, "organization/" + user);
        return user;
    }

    private void meeting(String user, String event, Said.InviteeSaid invitee) {
        tell(user, Said.event(event, 1, true, "account/" + user), invitee);
    }

    private void tell(String user, ScheduledEvent event, Said.@Nullable InviteeSaid invitee) {
        try {
            VertxContextSupport.subscribeAndAwait(() ->
                    projection.apply(
                            "organization/" + user,
                            event,
                            invitee == null ? List.of() : List.of(invitee.build())));
        } catch (Throwable failed) {
            throw new AssertionError(failed);
        }
    }

    private static ValidatableResponse list(String user, String query) {
        return get(user, query).statusCode(200);
    }

    private static ValidatableResponse get(String user, String rest) {
        return given().auth().oauth2(TestTokens.of(user)).get("/api/meetings" + rest).then();
    }
}
