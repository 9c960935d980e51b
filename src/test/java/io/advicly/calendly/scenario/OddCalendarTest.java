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
import io.advicly.calendly.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the calendars of other people's integrations once answered, and what a sync makes of it.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class OddCalendarTest {

    private static final Calendar.Booking WITH_HUGO = Nights.planted("acme-2");
    private static final Calendar.Booking WITH_LEA = Nights.planted("acme-4");
    private static final Calendar.Booking WITH_MOE = Nights.planted("acme-5");

    @BeforeEach
    void startOver() {
        Calendar.clearFaults();
        CleanSlate.startOver();
    }

    @AfterEach
    void clear() {
        Calendar.clearFaults();
    }

    /// Between two pages come the calls for the invitees of a hundred events.
    @ParameterizedTest
    @CsvSource({"page_token_requests, 1", "page_token_seconds, 1"})
    void threePagesWhosePageTokensExpireAreReadToTheEnd(String limit, int life) {
        Calendar.control(
                "POST",
                "/_control/seed",
                Map.of(
                        "prefix",
                        "pages",
                        "organizations",
                        1,
                        "users_per_organization",
                        1,
                        "events_per_user",
                        250),
                200,
                201);
        Calendar.switchTo("rate_limit_paid", 0);
        Calendar.switchTo(limit, life);
        fault(Map.of("endpoint", "invitees", "delay_ms", 20, "times", -1));

        Person user = Nights.read("pages-1-1");

        assertThat(user.connection().at("/sync/events").asInt()).isEqualTo(250);
        assertThat(user.connection().at("/sync/meetings").asInt()).isEqualTo(250);
        List<JsonNode> lists =
                Calendar.requests("scheduled_events").stream()
                        .filter(it -> it.path("account").asText().equals("pages-1-1"))
                        .toList();
        assertThat(lists).anyMatch(it -> it.get("status").asInt() == 400).hasSizeLessThan(12);
    }

    @Test
    void aMemberWhoMayNotNameTheOrganizationIsReadByUserAlone() {
        Calendar.switchTo("refuse_organization_filter", true);

        Person mia = Nights.read("mia");

        assertThat(Ours.meeting(mia, WITH_LEA).get("status").asText()).isEqualTo("active");
        assertThat(Ours.meeting(mia, WITH_MOE).get("status").asText()).isEqualTo("active");
    }

    /// The panel is of the organization that Mia has left.
    @Test
    void whoIsReadByUserAloneIsShownNoEventOfAnotherOrganization() {
        var _ = Nights.read("ada");
        Calendar.switchTo("refuse_organization_filter", true);
        Calendar.control("PATCH", "/_control/accounts/mia", Map.of("organization", "globex"), 200);

        Person mia = Nights.read("mia");

        assertThat(uris(mia)).doesNotContain(WITH_LEA.event());
        assertThat(Dump.column("SELECT by_user::text FROM sync_jobs ORDER BY created_at DESC"))
                .first()
                .isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"start_time is dropped", "status is null", "end_time is null"})
    void oneEventAndOneInviteeThatCannotBeReadCostNothingElse(String what) {
        Map<String, @Nullable Object> mangle = new HashMap<>();
        mangle.put("item", "acme-2");
        mangle.put("field", what.substring(0, what.indexOf(' ')));
        if (what.endsWith("null")) {
            mangle.put("value", null);
        }
        Map<String, @Nullable Object> guest = new HashMap<>();
        guest.put("item", "acme-4-guest-1");
        guest.put("field", "updated_at");
        guest.put("value", null);
        mangle("scheduled_events", mangle);
        mangle("invitees", guest);

        Person ada = Nights.read("ada");

        assertThat(ada.connection().at("/sync/unreadable").asInt()).isEqualTo(2);
        assertThat(uris(ada))
                .doesNotContain(WITH_HUGO.event())
                .contains(WITH_LEA.event(), Nights.planted("acme-1").event());
        assertThat(Ours.meeting(ada, WITH_LEA).get("invitees")).isEmpty();

        Calendar.clearFaults();
        Nights.passes();

        assertThat(Ours.meeting(ada, WITH_HUGO).get("status").asText()).isEqualTo("active");
        assertThat(Ours.meeting(ada, WITH_LEA).get("invitees")).hasSize(1);
        assertThat(ada.connection().at("/sync/status").asText()).isEqualTo("done");
        assertThat(ada.connection().at("/sync/unreadable").asInt()).isZero();
    }

    @Test
    void inviteesThatATokenIsRefusedWhichIsGoodForAllElseCostTheirEventAlone() {
        fault(Map.of("path", "/scheduled_events/acme-2/invitees", "status", 401, "times", -1));

        Person ada = Nights.read("ada");

        assertThat(ada.connection().at("/sync/unreadable").asInt()).isEqualTo(1);
        assertThat(ada.connection().get("status").asText()).isEqualTo("active");
        assertThat(Ours.meeting(ada, WITH_HUGO).get("invitees")).isEmpty();
        assertThat(Ours.meeting(ada, WITH_LEA).get("invitees")).hasSize(1);
        assertThat(TokenCalls.refreshes()).isEmpty();
    }

    @Test
    void anEventThatIsDeletedAtCalendlyIsCanceledAndTheStreamSaysSo() {
        Person ada = Nights.read("ada");
        mangle("scheduled_events", Map.of("item", "acme-2"));
        fault(Map.of("path", "/scheduled_events/acme-2", "status", 404, "times", -1));

        try (EventStream stream = ada.stream(Map.of())) {
            await().untilAsserted(() -> assertThat(stream.named("ready")).hasSize(1));
            Nights.passes();

            assertThat(Ours.meeting(ada, WITH_HUGO).get("status").asText()).isEqualTo("canceled");
            await().untilAsserted(() ->
                    assertThat(stream.named("meeting"))
                            .extracting(EventStream.Event::data)
                            .filteredOn(it -> isOf(WITH_HUGO, it))
                            .last()
                            .satisfies(it ->
                                    assertThat(it.get("status").asText()).isEqualTo("canceled")));
        }
    }

    /// Its old host may not read it any more, but an admin may.
    @ParameterizedTest
    @ValueSource(ints = {403, 404})
    void anEventThatIsReassignedGoesToItsNewHost(int refusal) {
        Person mia = Nights.read("mia");
        Person max = Nights.read("max");
        var _ = Nights.read("alan");
        assertThat(uris(max)).doesNotContain(WITH_MOE.event());
        mangle("scheduled_events", Map.of("item", "acme-5"));
        fault(
                Map.of(
                        "path",
                        "/scheduled_events/acme-5",
                        "account",
                        "mia",
                        "status",
                        refusal,
                        "times",
                        -1));
        fault(
                Map.of(
                        "path",
                        "/scheduled_events/acme-5",
                        "account",
                        "alan",
                        "mangle",
                        Map.of(
                                "field",
                                "event_memberships.0.user",
                                "value",
                                Surroundings.sandbox("/users/max").toString()),
                        "times",
                        -1));

        Nights.passes();

        assertThat(Ours.meeting(mia, WITH_MOE).get("status").asText()).isEqualTo("canceled");
        assertThat(Ours.meeting(max, WITH_MOE).get("status").asText()).isEqualTo("active");
        assertThat(Ours.meeting(max, WITH_MOE).get("invitees")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"html, 403", "html, 404", "empty, 200", "empty, 404", "plain, 404", "truncated, 0"})
    void whatIsNotCalendlysOwnAnswerCancelsNothing(String what, int status) {
        Person ada = Nights.read("ada");
        mangle("scheduled_events", Map.of("item", "acme-2"));
        Map<String, Object> answer = new HashMap<>();
        answer.put("path", "/scheduled_events/acme-2");
        answer.put("times", -1);
        answer.put(what, true);
        if (status > 0) {
            answer.put("status", status);
        }
        fault(answer);

        Nights.passes();

        assertThat(Calendar.requests("scheduled_event")).isNotEmpty();
        assertThat(ada.connection().at("/sync/status").asText()).isEqualTo("done");
        assertThat(Ours.meeting(ada, WITH_HUGO).get("status").asText()).isEqualTo("active");
    }

    @Test
    void aStatusThatIsNotKnownIsNoCancellation() {
        mangle("scheduled_events", Map.of("item", "acme-2", "field", "status", "value", "pending"));
        mangle("invitees", Map.of("item", "acme-2-guest-1", "field", "status", "value", "pending"));

        Person ada = Nights.read("ada");

        JsonNode pending = Ours.meeting(ada, WITH_HUGO);
        assertThat(pending.get("status").asText()).isNotEqualTo("canceled");
        assertThat(pending.get("status_raw").asText()).isEqualTo("pending");
        assertThat(pending.at("/invitees/0/status").asText()).isNotEqualTo("canceled");
        assertThat(pending.at("/invitees/0/status_raw").asText()).isEqualTo("pending");

        Calendar.clearFaults();
        Nights.passes();

        JsonNode active = Ours.meeting(ada, WITH_HUGO);
        assertThat(active.get("status").asText()).isEqualTo("active");
        assertThat(active.has("status_raw")).isFalse();
        assertThat(active.at("/invitees/0/status").asText()).isEqualTo("active");
        assertThat(active.at("/invitees/0").has("status_raw")).isFalse();
    }

    private static boolean isOf(Calendar.Booking booking, JsonNode meeting) {
        return meeting.get("calendly_event_uri").asText().equals(booking.event());
    }

    private static List<String> uris(Person person) {
        return person.meetings().stream().map(it -> it.get("calendly_event_uri").asText()).toList();
    }

    private static void mangle(String endpoint, Map<String, ?> mangle) {
        fault(Map.of("endpoint", endpoint, "mangle", mangle, "times", -1));
    }

    private static void fault(Map<String, Object> fault) {
        Calendar.fault(fault);
    }
}
