package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.EventStream;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An event with thousands of invitees is read, delivered and shown a page of them at a time.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class ManyInviteesTest {

    private static final int INVITEES = 5_000;

    @BeforeEach
    void startOver() {
        CleanSlate.startOver();
    }

    @Test
    void areSyncedDeliveredAndListedByPage() {
        Person olivia = connected("crowd", INVITEES);
        await().untilAsserted(() ->
                assertThat(olivia.connection().at("/sync/status").asText()).isEqualTo("done"));

        JsonNode listed = olivia.meetings().getFirst();
        JsonNode one = olivia.get("/api/meetings/" + listed.get("id").asText()).expect(200).body();
        assertThat(listed.get("invitees").size()).isEqualTo(200);
        assertThat(one.get("invitees").equals(listed.get("invitees"))).isTrue();
        List<String> all = uris(olivia, one);
        assertThat(all.size()).isEqualTo(INVITEES);
        assertThat(new HashSet<>(all).size()).isEqualTo(INVITEES);

        try (EventStream stream = olivia.stream(Map.of())) {
            await().until(() -> !stream.named("ready").isEmpty());
            String late = book(one.get("start_time").asText());
            await().untilAsserted(() -> assertThat(uris(olivia, one).contains(late)).isTrue());
            await().untilAsserted(() -> assertThat(stream.named("meeting")).isNotEmpty());
            JsonNode told = stream.named("meeting").getLast().data();
            assertThat(told.get("invitees").size()).isEqualTo(200);
            assertThat(told.get("invitees_next_cursor").asText()).isNotEmpty();
        }
    }

    @Test
    void thoseOfAPageAreStoredWhileTheRestIsRead() {
        Calendar.fault(
                Map.of(
                        "path",
                        "/scheduled_events/slow-1-1-event-1/invitees",
                        "delay_ms",
                        3_000,
                        "times",
                        -1));
        Person olivia = connected("slow", 1_000);

        await().until(() -> Dump.count("meeting_invitees") > 0);
        assertThat(Dump.count("meeting_invitees")).isLessThan(1_000);

        Calendar.clearFaults();
        await().untilAsserted(() ->
                assertThat(olivia.connection().at("/sync/status").asText()).isEqualTo("done"));
        assertThat(Dump.count("meeting_invitees")).isEqualTo(1_000);
    }

    @Test
    void aFewAreAllThereAre() {
        Person olivia = connected("few", 200);
        await().untilAsserted(() ->
                assertThat(olivia.connection().at("/sync/status").asText()).isEqualTo("done"));

        JsonNode listed = olivia.meetings().getFirst();
        assertThat(listed.get("invitees").size()).isEqualTo(200);
        assertThat(listed.has("invitees_next_cursor")).isFalse();
        String path = "/api/meetings/" + listed.get("id").asText() + "/invitees";
        assertThat(olivia.get(path + "?limit=200").expect(200).body().get("next_cursor").isNull())
                .isTrue();
        Refusals.assertRefused(olivia.get(path + "?cursor=x"), 400, "request-invalid");
        Refusals.assertRefused(olivia.get(path + "?limit=201"), 400, "request-invalid");
        assertThat(Person.newcomer().get(path).status()).isEqualTo(404);
    }

    /// Into the event of that time.
    ///
    /// @return the invitee's URI
    private static String book(String start) {
        return Calendar.control(
                        "POST",
                        "/_control/bookings",
                        Map.of(
                                "event_type",
                                "crowd-1-1-intro",
                                "start_time",
                                start,
                                "name",
                                "Late Guest",
                                "email",
                                "late@example.test"),
                        200,
                        201)
                .get("invitee")
                .asText();
    }

    /// All of them, page by page.
    private static List<String> uris(Person person, JsonNode meeting) {
        List<String> all = new ArrayList<>();
        meeting.get("invitees").forEach(one -> all.add(one.get("uri").asText()));
        JsonNode next = meeting.path("invitees_next_cursor");
        while (next.isTextual()) {
            JsonNode page =
                    person.get(
                                    "/api/meetings/"
                                            + meeting.get("id").asText()
                                            + "/invitees?limit=200&cursor="
                                            + URLEncoder.encode(
                                                    next.asText(), StandardCharsets.UTF_8))
                            .expect(200)
                            .body();
            page.get("invitees").forEach(one -> all.add(one.get("uri").asText()));
            next = page.get("next_cursor");
        }
        return all;
    }

    private static Person connected(String prefix, int invitees) {
        Calendar.control(
                "POST",
                "/_control/seed",
                Map.of("prefix", prefix, "events_per_user", 1, "invitees_per_event", invitees),
                200,
                201);
        Person person = Person.newcomer();
        person.connect(prefix + "-1-1");
        return person;
    }
}
