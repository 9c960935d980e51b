package io.advicly.calendly.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Availability, busy and available times, links, and booking through the API. */
class OffersTest extends DeliveryCase {
    private static final String SCOPES =
            "users:read organizations:read event_types:read scheduled_events:write availability:read"
                    + " scheduling_links:write shares:write locations:read";

    @Test
    void everybodyHasWorkingHours() {
        Account ada = browser.connect("ada", SCOPES);
        JsonNode schedules =
                ada.get("/user_availability_schedules?user=" + user("ada")).collection();
        JsonNode usual = schedules.get(0);
        assertThat(usual.path("default").asBoolean()).isTrue();
        assertThat(usual.path("timezone").asText()).isEqualTo("Europe/Paris");
        assertThat(usual.path("rules")).hasSizeGreaterThanOrEqualTo(7);
        String path = usual.path("uri").asText().substring(browser.base().length());
        assertThat(ada.get(path).resource()).isEqualTo(usual);
        assertThat(refused(ada.get("/user_availability_schedules"), 400)).isEqualTo("user");
        GivenAnswer foreign = ada.get("/user_availability_schedules?user=" + user("gina"));
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(foreign.message()).isEqualTo("This user is not in your organization");
    }

    @Test
    void aBookedMeetingMakesItsHostBusyAndItsTimeUnavailable() {
        Account ada = browser.connect("ada", SCOPES);
        Instant free = available(ada, "ada-intro").getFirst();
        assertThat(busy(ada, "ada")).doesNotContain(free);
        GivenAnswer booked =
                browser.post(
                        "/_control/bookings",
                        "{\"event_type\":\"ada-office\",\"start_time\":\"%s\"}".formatted(free));
        assertThat(booked.status()).isEqualTo(201);
        assertThat(busy(ada, "ada")).contains(free);
        assertThat(available(ada, "ada-intro")).doesNotContain(free);
        change(booked.json(), "cancel", "{}");
        assertThat(busy(ada, "ada")).doesNotContain(free);
        assertThat(available(ada, "ada-intro")).contains(free);
    }

    @Test
    void whatAnotherCalendarHoldsIsBusyToo() {
        Account mia = browser.connect("mia", SCOPES);
        JsonNode external =
                mia.get(week("/user_busy_times?user=" + user("mia")))
                        .collection()
                        .valueStream()
                        .filter(time -> time.path("type").asText().equals("external"))
                        .findFirst()
                        .orElseThrow();
        Instant start = Instant.parse(external.path("start_time").asText());
        assertThat(external.has("event")).isFalse();
        assertThat(available(mia, "mia-chat")).isNotEmpty().doesNotContain(start);
    }

    @Test
    void timesAreAskedForByTheWeekAndInTheFuture() {
        Account ada = browser.connect("ada", SCOPES);
        Instant now = Instant.now();
        String times = "/event_type_available_times?event_type=" + type("ada-intro");
        String busy = "/user_busy_times?user=" + user("ada");
        String tooLong = between(now.plusSeconds(60), now.plus(Duration.ofDays(9)));
        assertThat(refused(ada.get(times + tooLong), 400)).isEqualTo("end_time");
        assertThat(refused(ada.get(busy + tooLong), 400)).isEqualTo("end_time");
        String past = between(now.minusSeconds(3600), now.plusSeconds(3600));
        assertThat(refused(ada.get(times + past), 400)).isEqualTo("start_time");
        assertThat(refused(ada.get(times), 400)).isEqualTo("start_time");
        assertThat(refused(ada.get(busy), 400)).isEqualTo("start_time");
        assertThat(
                        ada.get(
                                        "/event_type_available_times?event_type="
                                                + type("gina-intro")
                                                + past)
                                .status())
                .isEqualTo(403);
    }

    @Test
    void aGroupEventHasItsSeatsLeft() {
        Account ada = browser.connect("ada", SCOPES);
        JsonNode webinar =
                browser.get("/_control/bookings?host=alan").json().path("bookings").get(0);
        Instant start = Instant.parse(webinar.path("start_time").asText());
        JsonNode times =
                ada.get(
                                "/event_type_available_times?event_type="
                                        + type("acme-webinar")
                                        + between(start.minusSeconds(1), start.plusSeconds(3600)))
                        .collection();
        assertThat(times.get(0).path("invitees_remaining").asInt()).isEqualTo(7);
    }

    @Test
    void bookingThroughTheApiBooksAndDelivers() {
        Account ada = browser.connect("ada", SCOPES);
        Instant free = available(ada, "ada-intro").getFirst();
        GivenAnswer booked = ada.post("/invitees", order("ada-intro", free, ""));
        assertThat(booked.status()).isEqualTo(201);
        JsonNode invitee = booked.resource();
        assertThat(invitee.path("email").asText()).isEqualTo("zoe@example.test");
        JsonNode event = ada.get(path(invitee.path("event"))).resource();
        assertThat(event.path("start_time").asText()).startsWith(free.toString().replace("Z", ""));
        assertThat(event.path("location").path("type").asText()).isEqualTo("zoom");
        Received told = received(1).getFirst();
        assertThat(told.event()).isEqualTo("invitee.created");
        assertThat(told.payload().path("uri")).isEqualTo(invitee.path("uri"));
        assertThat(refused(ada.post("/invitees", order("ada-intro", free, "")), 400))
                .isEqualTo("start_time");
    }

    @Test
    void aBookingThatIsIncompleteOrNotAllowedIsRefused() {
        Account ada = browser.connect("ada", SCOPES);
        Instant free = available(ada, "ada-intro").getFirst();
        assertThat(refused(ada.post("/invitees", "{}"), 400)).isEqualTo("event_type");
        String intro = browser.uri("event_types", "ada-intro");
        String nobody = "{\"event_type\":\"%s\",\"start_time\":\"%s\"}".formatted(intro, free);
        assertThat(refused(ada.post("/invitees", nobody), 400)).isEqualTo("invitee.email");
        String elsewhere = ",\"location\":{\"kind\":\"physical\"}";
        assertThat(refused(ada.post("/invitees", order("ada-intro", free, elsewhere)), 400))
                .isEqualTo("location.kind");
        assertThat(refused(ada.post("/invitees", order("mia-ask", free, "")), 400))
                .isEqualTo("location");
        assertThat(ada.post("/invitees", order("gina-intro", free, "")).status()).isEqualTo(403);
        assertThat(ada.post("/invitees", order("ada-gone", free, "")).status()).isEqualTo(404);
        Account fred = browser.connect("fred", SCOPES);
        GivenAnswer unpaid = fred.post("/invitees", order("fred-intro", free, ""));
        assertThat(unpaid.status()).isEqualTo(403);
        assertThat(unpaid.message()).startsWith("Please upgrade");
        Account reader = browser.connect("ada", "users:read scheduled_events:read");
        assertThat(reader.post("/invitees", "{}").json().path("required_scopes").get(0).asText())
                .isEqualTo("scheduled_events:write");
    }

    @Test
    void whereTheInviteeSaidIsWhereItTakesPlace() {
        Account mia = browser.connect("mia", SCOPES);
        Instant free = available(mia, "mia-ask").getFirst();
        String where = ",\"location\":{\"kind\":\"ask_invitee\",\"location\":\"By the river\"}";
        JsonNode invitee = mia.post("/invitees", order("mia-ask", free, where)).resource();
        JsonNode place = mia.get(path(invitee.path("event"))).resource().path("location");
        assertThat(place.path("location").asText()).isEqualTo("By the river");
    }

    @Test
    void aSingleUseLinkWorksOnce() {
        Account ada = browser.connect("ada", SCOPES);
        GivenAnswer made = ada.post("/scheduling_links", link("ada-intro", 1));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.resource().path("owner_type").asText()).isEqualTo("EventType");
        String page = path(made.resource().path("booking_url"));
        assertThat(browser.getPage(page).status()).isEqualTo(200);
        assertThat(browser.form(page, form()).status()).isEqualTo(303);
        assertThat(received(1).getFirst().event()).isEqualTo("invitee.created");
        assertThat(browser.getPage(page).status()).isEqualTo(404);
        assertThat(browser.form(page, form()).status()).isEqualTo(404);
        assertThat(refused(ada.post("/scheduling_links", link("ada-intro", 2)), 400))
                .isEqualTo("max_event_count");
        assertThat(ada.post("/scheduling_links", link("gina-intro", 1)).status()).isEqualTo(403);
        assertThat(ada.post("/scheduling_links", link("nowhere", 1)).status()).isEqualTo(404);
    }

    @Test
    void aShareIsBookedAsItWasChanged() {
        Account ada = browser.connect("ada", SCOPES);
        String share =
                "{\"event_type\":\"%s\",\"name\":\"Long talk\",\"duration\":90}"
                        .formatted(browser.uri("event_types", "ada-intro"));
        JsonNode made = ada.post("/shares", share).resource();
        assertThat(made.path("share_override").path("duration").asInt()).isEqualTo(90);
        String page = path(made.path("scheduling_links").get(0).path("booking_url"));
        browser.form(page, form());
        JsonNode event = received(1).getFirst().payload().path("scheduled_event");
        assertThat(event.path("name").asText()).isEqualTo("Long talk");
        Instant start = Instant.parse(event.path("start_time").asText());
        assertThat(Instant.parse(event.path("end_time").asText()))
                .isEqualTo(start.plus(Duration.ofMinutes(90)));
        assertThat(refused(ada.post("/shares", share.replace("90", "900")), 400))
                .isEqualTo("duration");
    }

    @Test
    void aUsersPlacesAreListed() {
        Account ada = browser.connect("ada", SCOPES);
        JsonNode places = ada.get("/locations?user=" + user("ada")).collection();
        assertThat(places.valueStream().map(place -> place.path("kind").asText()))
                .contains("zoom_conference", "physical", "outbound_call");
    }

    private List<Instant> available(Account caller, String type) {
        return starts(caller.get(week("/event_type_available_times?event_type=" + type(type))));
    }

    private List<Instant> busy(Account caller, String user) {
        return starts(caller.get(week("/user_busy_times?user=" + user(user))));
    }

    private static List<Instant> starts(GivenAnswer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.collection()
                .valueStream()
                .map(time -> Instant.parse(time.path("start_time").asText()))
                .toList();
    }

    private String order(String type, Instant start, String more) {
        return """
        {"event_type":"%s","start_time":"%s",
         "invitee":{"name":"Zoe Guest","email":"zoe@example.test","timezone":"Europe/Paris"}%s}\
        """
                .formatted(browser.uri("event_types", type), start, more);
    }

    private String link(String type, int count) {
        return "{\"max_event_count\":%d,\"owner\":\"%s\",\"owner_type\":\"EventType\"}"
                .formatted(count, browser.uri("event_types", type));
    }

    private static Map<String, String> form() {
        Instant start = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(40));
        return Map.of(
                "name", "Zoe Guest",
                "email", "zoe@example.test",
                "start", start.toString().substring(0, 16));
    }

    private String user(String id) {
        return Browser.encode(browser.uri("users", id));
    }

    private String type(String id) {
        return Browser.encode(browser.uri("event_types", id));
    }

    private static String week(String path) {
        Instant tomorrow = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
        return path + between(tomorrow, tomorrow.plus(Duration.ofDays(7)));
    }

    private static String between(Instant from, Instant to) {
        return "&start_time=" + from + "&end_time=" + to;
    }

    private String path(JsonNode uri) {
        return uri.asText().substring(browser.base().length());
    }

    private static String refused(GivenAnswer answer, int status) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        return answer.json().path("details").get(0).path("parameter").asText();
    }
}
