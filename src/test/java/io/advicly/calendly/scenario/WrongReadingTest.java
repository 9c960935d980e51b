package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Calendly answers once with what is not so, and is ahead of all that it says later.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class WrongReadingTest {

    private static final String ID = "acme-2";
    private static final Calendar.Booking WITH_HUGO = Nights.planted(ID);
    private static final String GUEST = ID + "-guest-1";

    @BeforeEach
    void startOver() {
        Calendar.clearFaults();
        CleanSlate.startOver();
    }

    @AfterEach
    void clear() {
        Calendar.clearFaults();
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 170})
    void anEventWithATimeAheadIsMendedByTheNextNight(int seconds) {
        mangle("scheduled_events", changed(in(seconds)), field("name", "Wrong"));
        Person ada = Nights.read("ada");
        assertThat(meeting(ada).get("name").asText()).isEqualTo("Wrong");
        Calendar.clearFaults();
        Calendar.cancel(new Calendar.Booking(WITH_HUGO.event(), "/" + GUEST));
        await().untilAsserted(() ->
                assertThat(meeting(ada).at("/invitees/0/status").asText()).isEqualTo("canceled"));

        nightPasses();

        assertThat(meeting(ada).get("status").asText()).isEqualTo("canceled");
        assertThat(meeting(ada).get("name").asText()).isNotEqualTo("Wrong");
    }

    @Test
    void anEventThatWasListedAsCanceledTakesPlace() {
        mangle("scheduled_events", changed(in(0)), field("status", "canceled"));
        Person ada = Nights.read("ada");
        assertThat(meeting(ada).get("status").asText()).isEqualTo("canceled");
        Calendar.clearFaults();

        nightPasses();

        assertThat(meeting(ada).get("status").asText()).isEqualTo("active");
    }

    @Test
    void timesThatAreAheadChangeNothingFromNightToNight() {
        String ahead = in(7_200);
        mangle("scheduled_events", changed(ahead));
        mangle(
                "invitees",
                Map.of("item", GUEST, "field", "updated_at", "value", ahead),
                Map.of(
                        "item",
                        GUEST,
                        "field",
                        "no_show",
                        "value",
                        Map.of("uri", WITH_HUGO.event() + "/no_show", "created_at", ahead)));
        Person ada = Nights.read("ada");
        assertThat(meeting(ada).at("/invitees/0/no_show").asBoolean()).isTrue();
        List<String> before = changes();

        Nights.passes();
        Nights.passes();

        assertThat(changes()).isEqualTo(before);
    }

    /// When it changed for its user, and what backends are told of it.
    private static List<String> changes() {
        return Dump.column(
                """
                SELECT m.updated_at || ' ' || (
                  SELECT count(*) FROM event_drafts d WHERE d.subject = 'meeting:' || m.id) || ' ' || (
                  SELECT count(*) FROM events e WHERE e.data ->> 'id' = CAST(m.id AS text))
                FROM meetings m WHERE m.calendly_event_uri = '%s'\
                """
                        .formatted(WITH_HUGO.event()));
    }

    /// What is stored was said long before. What Calendly says of it is older still.
    private static void nightPasses() {
        Dump.execute(
                """
                UPDATE meetings SET source_updated_at = source_updated_at - interval '20 minutes',
                  told_at = told_at - interval '20 minutes', status_at = status_at - interval '20 minutes'\
                """);
        mangle("scheduled_events", changed(in(-1_260)));
        Nights.passes();
    }

    private static JsonNode meeting(Person person) {
        return Ours.meeting(person, WITH_HUGO);
    }

    private static String in(int seconds) {
        return Instant.now().plus(Duration.ofSeconds(seconds)).toString();
    }

    private static Map<String, Object> changed(String at) {
        return field("updated_at", at);
    }

    private static Map<String, Object> field(String name, String value) {
        return Map.of("item", ID, "field", name, "value", value);
    }

    @SafeVarargs
    private static void mangle(String endpoint, Map<String, Object>... places) {
        Calendar.fault(Map.of("endpoint", endpoint, "mangle", List.of(places), "times", -1));
    }
}
