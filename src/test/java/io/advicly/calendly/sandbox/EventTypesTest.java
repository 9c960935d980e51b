package io.advicly.calendly.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code /event_types} documents: filters, order, and everything an event type shows. */
class EventTypesTest extends SandboxCase {

    @Test
    void activeTellsTheInactiveFromTheActive() {
        Account ada = browser.connect("ada");
        List<JsonNode> active = listed(ada, "&active=true");
        List<JsonNode> inactive = listed(ada, "&active=false");
        assertThat(active).isNotEmpty().allMatch(type -> type.path("active").asBoolean());
        assertThat(ids(inactive)).containsExactly("ada-paused");
        assertThat(listed(ada, "")).hasSize(active.size() + inactive.size());
        assertThat(refusal(ada, "&active=perhaps")).isEqualTo("active");
    }

    @Test
    void namesAscendUnlessTheyAreToDescend() {
        Account ada = browser.connect("ada");
        List<String> names = names(listed(ada, ""));
        assertThat(names).isSortedAccordingTo(Comparator.naturalOrder());
        assertThat(names(listed(ada, "&sort=name:asc"))).isEqualTo(names);
        assertThat(names(listed(ada, "&sort=name"))).isEqualTo(names);
        assertThat(names(listed(ada, "&sort=name:desc"))).isEqualTo(names.reversed());
    }

    @Test
    void whatCannotBeSortedByIsRefused() {
        Account ada = browser.connect("ada");
        for (String sort : List.of("position:asc", "created_at", "updated_at:desc", "name:up")) {
            assertThat(refusal(ada, "&sort=" + sort)).as(sort).isEqualTo("sort");
        }
    }

    @Test
    void adminManagedTellsTheManagedFromTheOthers() {
        Account ada = browser.connect("ada");
        assertThat(ids(listed(ada, "&admin_managed=true"))).containsExactly("acme-managed");
        assertThat(ids(listed(ada, "&admin_managed=false"))).doesNotContain("acme-managed");
        assertThat(refusal(ada, "&admin_managed=1")).isEqualTo("admin_managed");
    }

    @Test
    void secretOnesAreListedAndDeletedOnesAreNot() {
        Account ada = browser.connect("ada");
        assertThat(listed(ada, ""))
                .filteredOn(type -> type.path("secret").asBoolean())
                .extracting(EventTypesTest::id)
                .containsExactly("ada-secret");
        assertThat(ids(listed(ada, ""))).doesNotContain("ada-gone");
        JsonNode gone = ada.get("/event_types/ada-gone").resource();
        assertThat(gone.path("deleted_at").isTextual()).isTrue();
        assertThat(gone.path("active").asBoolean()).isFalse();
    }

    @Test
    void aUserOfAnotherOrganizationIsRefused() {
        Account ada = browser.connect("ada");
        GivenAnswer answer =
                ada.get("/event_types?user=" + Browser.encode(browser.uri("users", "gina")));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.message()).isEqualTo("This user is not in your organization");
    }

    @Test
    void anEventTypeHasEverythingThatIsDocumented() {
        Account ada = browser.connect("ada");
        JsonNode type = ada.get("/event_types/ada-intro").resource();
        assertThat(type.path("kind_description").asText()).isEqualTo("One-on-One");
        assertThat(type.path("admin_managed").isBoolean()).isTrue();
        assertThat(type.path("position").isInt()).isTrue();
        assertThat(type.path("locale").asText()).isEqualTo("en");
        assertThat(type.path("duration_options").get(0).asInt()).isEqualTo(30);
        JsonNode location = type.path("locations").get(0);
        assertThat(location.path("kind").asText()).isEqualTo("zoom_conference");
        JsonNode question = type.path("custom_questions").get(0);
        assertThat(question.path("answer_choices").isArray()).isTrue();
        assertThat(question.path("include_other").isBoolean()).isTrue();
        assertThat(ada.get("/event_types/ada-choices").resource().path("custom_questions"))
                .extracting(one -> one.path("type").asText())
                .contains("string", "text", "phone_number", "single_select", "multi_select");
        JsonNode call = ada.get("/event_types/mia-chat").resource().path("locations").get(0);
        assertThat(call.path("phone_number").asText()).isEqualTo("+1 202-555-0100");
    }

    @Test
    void whatIsNotOfferedAnyMoreCannotBeBooked() {
        for (String type : List.of("ada-paused", "ada-gone")) {
            assertThat(browser.getPage("/book/" + type).status()).as(type).isEqualTo(404);
        }
        assertThat(browser.getPage("/book/ada-secret").status()).isEqualTo(200);
        assertThat(browser.getPage("/book").text())
                .contains("/book/ada-intro")
                .doesNotContain("/book/ada-secret", "/book/ada-paused", "/book/ada-gone");
    }

    @Test
    void conferencesCarryTheirDialIns() {
        browser.set("join_url_delay_ms", 0);
        Account ada = browser.connect("ada");
        JsonNode zoom = data(ada, "ada-intro");
        assertThat(zoom.path("extra").path("intl_numbers_url").asText()).startsWith("https://");
        JsonNode dialIn = zoom.path("settings").path("global_dial_in_numbers").get(0);
        assertThat(dialIn.path("number").asText()).startsWith("+");
        JsonNode webex = data(ada, "acme-panel");
        assertThat(webex.path("telephony").path("callInNumbers").get(0).path("tollType").asText())
                .isEqualTo("toll");
        JsonNode teams = data(ada, "acme-webinar").path("audioConferencing");
        assertThat(teams.path("dialinUrl").asText()).startsWith("https://");
        assertThat(teams.path("tollNumber").asText()).startsWith("+");
    }

    private JsonNode data(Account caller, String type) {
        GivenAnswer booked =
                browser.post("/_control/bookings", "{\"event_type\":\"" + type + "\"}");
        String event = booked.json().path("event_id").asText();
        return caller.get("/scheduled_events/" + event).resource().path("location").path("data");
    }

    private static String refusal(Account caller, String query) {
        GivenAnswer answer = caller.get(path(caller, query));
        assertThat(answer.status()).isEqualTo(400);
        return answer.json().path("details").get(0).path("parameter").asText();
    }

    private static List<JsonNode> listed(Account caller, String query) {
        GivenAnswer answer = caller.get(path(caller, query));
        assertThat(answer.status()).isEqualTo(200);
        return answer.collection().valueStream().toList();
    }

    private static String path(Account caller, String query) {
        String organization = Browser.encode(caller.organization());
        return "/event_types?count=100&organization=" + organization + query;
    }

    private static List<String> names(List<JsonNode> types) {
        return types.stream().map(type -> type.path("name").asText()).toList();
    }

    private static List<String> ids(List<JsonNode> types) {
        return types.stream().map(EventTypesTest::id).toList();
    }

    private static String id(JsonNode type) {
        return type.path("uri").asText().replaceAll(".*/", "");
    }
}
