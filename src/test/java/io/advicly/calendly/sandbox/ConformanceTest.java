package io.advicly.calendly.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever the sandbox answers and delivers has the form that Calendly documents. */
class ConformanceTest extends SandboxCase {
    private static final String SCOPES =
            "users:read organizations:write event_types:read scheduled_events:write webhooks:write"
                    + " groups:read availability:read scheduling_links:write shares:write"
                    + " locations:read routing_forms:read meeting_recaps:read contacts:read"
                    + " activity_log:read";
    private static final List<String> HAPPENINGS =
            List.of("contact", "event_type", "meeting_recap");

    @Test
    void tokens() {
        Account ada = browser.connect("ada", SCOPES);
        Schemas.check("token", ada.tokens());
        Schemas.check("token", browser.refresh(ada.refreshToken()).json());
        Schemas.check("oauth_error", browser.refresh("unknown").json());
    }

    @Test
    void people() {
        Account ada = connect();
        Schemas.resource("user", 200, ada.get("/users/me"));
        Schemas.resource("user", 200, ada.get("/users/mia"));
        Schemas.resource("organization", 200, ada.get("/organizations/acme"));
        Schemas.collection(
                "membership", ada.get("/organization_memberships?organization=" + acme()));
        Schemas.resource("membership", 200, ada.get("/organization_memberships/acme-mia"));
        Schemas.collection("group", ada.get("/groups?organization=" + acme()));
        Schemas.resource("group", 200, ada.get("/groups/acme-sales"));
        Schemas.collection(
                "group_relationship", ada.get("/group_relationships?organization=" + acme()));
        Schemas.resource("group_relationship", 200, ada.get("/group_relationships/acme-sales-mia"));
    }

    @Test
    void theOffice() {
        Account ada = connect();
        String invitations = "/organizations/acme/invitations";
        Schemas.resource(
                "invitation", 201, ada.post(invitations, "{\"email\":\"new@example.test\"}"));
        Schemas.collection("invitation", ada.get(invitations));
        Schemas.collection("routing_form", ada.get("/routing_forms?organization=" + acme()));
        Schemas.resource("routing_form", 200, ada.get("/routing_forms/acme-routing"));
        String form = Browser.encode(browser.uri("routing_forms", "acme-routing"));
        Schemas.collection("submission", ada.get("/routing_form_submissions?form=" + form));
        Schemas.resource("submission", 200, ada.get("/routing_form_submissions/acme-routing-1"));
        browser.patch("/_control/organizations/acme", "{\"plan\":\"enterprise\"}");
        Schemas.collection("activity", ada.get("/activity_log_entries?organization=" + acme()));
    }

    @Test
    void eventTypesAndWhenTheyCanBeBooked() {
        Account ada = connect();
        JsonNode types =
                Schemas.collection(
                        "event_type", ada.get("/event_types?count=100&organization=" + acme()));
        types.forEach(type -> Schemas.resource("event_type", 200, ada.get(path(type.path("uri")))));
        Schemas.resource("event_type", 200, ada.get("/event_types/ada-gone"));
        String user = Browser.encode(browser.uri("users", "mia"));
        Schemas.items("schedule", ada.get("/user_availability_schedules?user=" + user));
        Schemas.resource("schedule", 200, ada.get("/user_availability_schedules/ada-evenings"));
        Schemas.items("busy_time", ada.get("/user_busy_times?user=" + user + week()));
        String type = Browser.encode(browser.uri("event_types", "mia-chat"));
        Schemas.items(
                "available_time",
                ada.get("/event_type_available_times?event_type=" + type + week()));
        Schemas.collection("place", ada.get("/locations?user=" + user));
    }

    @Test
    void linksAndSharesAndBookingThroughTheApi() {
        Account ada = connect();
        String intro = browser.uri("event_types", "ada-intro");
        Schemas.resource(
                "scheduling_link",
                201,
                ada.post(
                        "/scheduling_links",
                        "{\"max_event_count\":1,\"owner_type\":\"EventType\",\"owner\":\"%s\"}"
                                .formatted(intro)));
        Schemas.resource(
                "share", 201, ada.post("/shares", "{\"event_type\":\"%s\"}".formatted(intro)));
        String times = "/event_type_available_times?event_type=" + Browser.encode(intro) + week();
        String free = ada.get(times).collection().get(0).path("start_time").asText();
        Schemas.resource(
                "invitee",
                201,
                ada.post(
                        "/invitees",
                        """
                        {"event_type":"%s","start_time":"%s","invitee":
                         {"name":"Zoe","email":"zoe@example.test","timezone":"UTC"}}\
                        """
                                .formatted(intro, free)));
    }

    @Test
    void eventsAtEveryPlaceBeforeAndAfterItIsReady() {
        Account ada = connect();
        for (int delay : new int[] {60_000, 0}) {
            browser.set("join_url_delay_ms", delay);
            types().forEach(this::book);
            Schemas.collection(
                    "event", ada.get("/scheduled_events?count=100&organization=" + acme()));
        }
        browser.set("zoom_type", "zoom_conference");
        JsonNode one = ada.get("/scheduled_events?organization=" + acme()).collection().get(0);
        Schemas.resource("event", 200, ada.get(path(one.path("uri"))));
    }

    @Test
    void inviteesWhateverHappensToThem() {
        Account ada = connect();
        JsonNode moved = book("ada-intro");
        change(moved, "reschedule");
        JsonNode canceled = book("ada-office");
        Schemas.resource(
                "cancellation",
                201,
                ada.post(event(canceled) + "/cancellation", "{\"reason\":\"Away\"}"));
        JsonNode marked = book("mia-chat");
        JsonNode mark =
                Schemas.resource(
                        "no_show",
                        201,
                        ada.post(
                                "/invitee_no_shows",
                                "{\"invitee\":\"%s\"}".formatted(marked.path("invitee").asText())));
        Schemas.resource("no_show", 200, ada.get(path(mark.path("uri"))));
        for (JsonNode booking : List.of(moved, canceled, marked)) {
            Schemas.collection("invitee", ada.get(event(booking) + "/invitees"));
            Schemas.resource("invitee", 200, ada.get(path(booking.path("invitee"))));
        }
    }

    @Test
    void subscriptionsOfEveryScope() {
        Account ada = connect();
        String url = "https://hooks.example.test/";
        for (String scope : List.of("organization", "user")) {
            Schemas.resource(
                    "subscription",
                    201,
                    ada.post("/webhook_subscriptions", ada.subscription(url + scope, scope)));
            JsonNode one =
                    Schemas.collection(
                                    "subscription",
                                    ada.get(
                                            "/webhook_subscriptions?scope=%s&organization=%s&user=%s"
                                                    .formatted(
                                                            scope,
                                                            acme(),
                                                            Browser.encode(ada.uri()))))
                            .get(0);
            Schemas.resource("subscription", 200, ada.get(path(one.path("uri"))));
        }
    }

    @Test
    void refusals() {
        Account ada = connect();
        Schemas.error(400, ada.get("/event_types"));
        Schemas.error(400, ada.post("/invitees", "{}"));
        Schemas.error(401, browser.get("/users/me"));
        Schemas.error(403, ada.get("/organizations/globex"));
        Schemas.error(403, browser.connect("ada", "users:read").get("/groups"));
        Schemas.error(404, ada.get("/groups/nowhere"));
        Schemas.error(404, ada.get("/nowhere"));
        ada.subscribe("https://hooks.example.test/");
        Schemas.error(409, ada.subscribe("https://hooks.example.test/"));
        browser.set("rate_limit_paid", 1);
        Schemas.error(429, ada.get("/users/me"));
    }

    @Test
    void deliveriesOfEveryFamily() {
        try (Receiver receiver = new Receiver()) {
            List<String> events = everyEvent().toList();
            subscribe(receiver, "organization", events.stream().filter(ConformanceTest::shared));
            subscribe(receiver, "user", events.stream().filter(one -> !shared(one)));
            JsonNode booking = book("acme-webinar");
            change(booking, "no_show");
            browser.delete("/_control/bookings/" + id(booking) + "/no_show");
            change(booking, "cancel");
            HAPPENINGS.forEach(this::comesChangesAndGoes);
            happens("{\"event\":\"routing_form_submission.created\"}");
            await().untilAsserted(() ->
                    assertThat(receiver.events()).containsExactlyInAnyOrderElementsOf(events));
            receiver.received().forEach(one -> Schemas.check("delivery", one.json()));
        }
    }

    @Test
    void samplesOfEveryFamily() {
        Account ada = connect();
        everyEvent()
                .forEach(event -> {
                    GivenAnswer sample =
                            ada.get(
                                    "/sample_webhook_data?event=%s&organization=%s&user=%s&scope=%s"
                                            .formatted(
                                                    event,
                                                    acme(),
                                                    Browser.encode(ada.uri()),
                                                    shared(event) ? "organization" : "user"));
                    assertThat(sample.status()).as(event).isEqualTo(200);
                    Schemas.check("delivery", sample.json());
                });
    }

    private static Stream<String> everyEvent() {
        Stream<String> others =
                HAPPENINGS.stream()
                        .flatMap(family ->
                                Stream.of("created", "updated", "deleted")
                                        .map(verb -> family + "." + verb));
        return Stream.concat(
                Stream.of(
                        "invitee.created",
                        "invitee.canceled",
                        "invitee_no_show.created",
                        "invitee_no_show.deleted",
                        "routing_form_submission.created"),
                others);
    }

    /** Recaps are a member's own. */
    private static boolean shared(String event) {
        return !event.startsWith("meeting_recap");
    }

    private void comesChangesAndGoes(String family) {
        String id = happens("{\"event\":\"%s.created\"}".formatted(family));
        happens("{\"event\":\"%s.updated\",\"id\":\"%s\",\"name\":\"New\"}".formatted(family, id));
        happens("{\"event\":\"%s.deleted\",\"id\":\"%s\"}".formatted(family, id));
    }

    private String happens(String order) {
        GivenAnswer answer = browser.post("/_control/happenings", order);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("id").asText();
    }

    private void subscribe(Receiver receiver, String scope, Stream<String> events) {
        String names = String.join("\",\"", events.toList());
        browser.post(
                "/_control/subscriptions",
                "{\"callback_url\":\"%s\",\"scope\":\"%s\",\"events\":[\"%s\"],\"signing_key\":\"k\"}"
                        .formatted(receiver.url(), scope, names));
    }

    private List<String> types() {
        return browser.get("/_control/event_types?organization=acme")
                .json()
                .path("event_types")
                .valueStream()
                .map(type -> type.path("id").asText())
                .toList();
    }

    private JsonNode book(String type) {
        return browser.post("/_control/bookings", "{\"event_type\":\"" + type + "\"}").json();
    }

    private void change(JsonNode booking, String what) {
        browser.post("/_control/bookings/" + id(booking) + "/" + what, "{}");
    }

    private static String id(JsonNode booking) {
        return booking.path("invitee_id").asText();
    }

    private String event(JsonNode booking) {
        return path(booking.path("event"));
    }

    private Account connect() {
        return browser.connect("ada", SCOPES);
    }

    private String acme() {
        return Browser.encode(browser.uri("organizations", "acme"));
    }

    private String path(JsonNode uri) {
        return uri.asText().substring(browser.base().length());
    }

    private static String week() {
        Instant from = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
        return "&start_time=" + from + "&end_time=" + from.plus(Duration.ofDays(7));
    }
}
