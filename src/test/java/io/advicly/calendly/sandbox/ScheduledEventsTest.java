package io.advicly.calendly.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduledEventsTest extends SandboxCase {

    @Test
    void ownersListTheOrganizationSortedByStart() {
        Account ada = browser.connect("ada");
        List<String> starts = starts(ada.get(events("organization", "acme")).collection());
        assertThat(starts).hasSize(8).isSorted();
        String latestFirst = events("organization", "acme") + "&sort=start_time:desc";
        assertThat(starts(ada.get(latestFirst).collection())).isEqualTo(starts.reversed());
    }

    @Test
    void filtersNarrowTheList() {
        Account ada = browser.connect("ada");
        String all = events("organization", "acme");
        assertThat(ada.get(all + "&status=canceled").collection()).hasSize(1);
        assertThat(ada.get(all + "&min_start_time=" + Instant.now()).collection()).hasSize(6);
        assertThat(ada.get(all + "&max_start_time=" + Instant.now()).collection()).hasSize(2);
        assertThat(ada.get(all + "&invitee_email=jan.guest@example.test").collection()).hasSize(1);
        assertThat(ada.get(all + "&min_start_time=soon").status()).isEqualTo(400);
        assertThat(ada.get(all + "&count=101").status()).isEqualTo(400);
        assertThat(ada.get(all + "&status=open").status()).isEqualTo(400);
    }

    @Test
    void membersSeeTheirOwnEventsOnly() {
        Account mia = browser.connect("mia");
        assertThat(mia.get(events("organization", "acme")).message())
                .isEqualTo("You do not have permission to access this resource.");
        assertThat(mia.get(events("user", "mia")).collection()).hasSize(2);
        assertThat(mia.get("/scheduled_events/acme-1").status()).isEqualTo(403);
        assertThat(mia.get("/scheduled_events/acme-5").status()).isEqualTo(200);
        assertThat(mia.get("/scheduled_events").status()).isEqualTo(400);
    }

    @Test
    void eachRefusalHasItsText() {
        Account ada = browser.connect("ada");
        assertThat(ada.get(events("organization", "globex")).message())
                .isEqualTo("You do not have permission");
        assertThat(ada.get(events("user", "mia")).message())
                .isEqualTo(
                        "Please also specify organization when requesting events for a user within"
                                + " your organization.");
        assertThat(ada.get(events("user", "gina")).message())
                .isEqualTo("This user is not in your organization");
        String both = events("user", "mia") + "&organization=" + uri("organizations", "acme");
        assertThat(ada.get(both).collection()).hasSize(2);
        assertThat(ada.get(events("group", "acme-sales")).collection()).hasSize(5);
    }

    @Test
    void userAloneShowsEventsOfFormerOrganizations() {
        browser.patch("/_control/accounts/mia", "{\"organization\":\"globex\"}");
        Account mia = browser.connect("mia");
        assertThat(mia.get(events("user", "mia")).collection()).hasSize(2);
        String here = events("user", "mia") + "&organization=" + uri("organizations", "globex");
        assertThat(mia.get(here).collection()).isEmpty();
    }

    @Test
    void pagesLeadToTheEnd() {
        browser.post("/_control/seed", "{\"prefix\":\"many\",\"events_per_user\":45}");
        Account owner = browser.connect("many-1-1");
        assertThat(pages(owner, events("organization", "many-1"))).containsExactly(20, 20, 5);
        assertThat(pages(owner, events("organization", "many-1") + "&count=100"))
                .containsExactly(45);
        assertThat(owner.get(events("organization", "many-1") + "&page_token=x").status())
                .isEqualTo(400);
    }

    @Test
    void aPageCanBeEmptyAndNotTheLast() {
        browser.set("empty_first_page", true);
        assertThat(pages(browser.connect("ada"), events("organization", "acme")))
                .containsExactly(0, 8);
    }

    @Test
    void eventShowsWhatCalendlyShows() {
        JsonNode event = browser.connect("ada").get("/scheduled_events/acme-4").resource();
        assertThat(event.path("event_memberships")).hasSize(3);
        assertThat(event.path("event_memberships").get(0).path("user_email").asText())
                .isEqualTo("ada@acme.test");
        assertThat(event.path("event_memberships").get(0).has("buffered_start_time")).isTrue();
        assertThat(event.path("calendar_event").has("kind")).isTrue();
        assertThat(event.path("location").path("type").asText()).isEqualTo("webex_conference");
        assertThat(event.path("location").path("join_url").asText()).startsWith("https://");
        assertThat(event.has("cancellation")).isFalse();
    }

    @Test
    void locationMayBeNull() {
        JsonNode event = browser.connect("ada").get("/scheduled_events/acme-6").resource();
        assertThat(event.path("location").isNull()).isTrue();
    }

    @Test
    void inviteesAreListedPerEvent() {
        Account alan = browser.connect("alan");
        String invitees = "/scheduled_events/acme-3/invitees";
        assertThat(pages(alan, invitees + "?count=2")).containsExactly(2, 1);
        JsonNode first = alan.get(invitees).collection().get(0);
        assertThat(first.path("first_name").asText()).isEqualTo("Iris");
        assertThat(first.path("payment").isNull()).isTrue();
        assertThat(first.has("cancellation")).isFalse();
        assertThat(alan.get(invitees + "?email=kim.guest@example.test").collection()).hasSize(1);
        assertThat(alan.get(first.path("uri").asText()).status()).isEqualTo(200);
        assertThat(alan.get("/scheduled_events/acme-1/invitees/acme-3-guest-1").status())
                .isEqualTo(404);
    }

    @Test
    void hostCancelsAnEvent() {
        Account ada = browser.connect("ada");
        String path = "/scheduled_events/acme-2";
        GivenAnswer answer = ada.post(path + "/cancellation", "{\"reason\":\"Ill\"}");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.resource().path("canceler_type").asText()).isEqualTo("host");
        assertThat(ada.get(path).resource().path("status").asText()).isEqualTo("canceled");
        JsonNode invitee = ada.get(path + "/invitees").collection().get(0);
        assertThat(invitee.path("cancellation").path("reason").asText()).isEqualTo("Ill");
        assertThat(ada.post(path + "/cancellation", "{}").status()).isEqualTo(403);
    }

    @Test
    void noShowComesAndGoes() {
        Account ada = browser.connect("ada");
        String invitee = browser.base() + "/scheduled_events/acme-1/invitees/acme-1-guest-1";
        GivenAnswer marked = ada.post("/invitee_no_shows", "{\"invitee\":\"" + invitee + "\"}");
        assertThat(marked.status()).isEqualTo(201);
        String uri = marked.resource().path("uri").asText();
        assertThat(ada.get(uri).resource().path("invitee").asText()).isEqualTo(invitee);
        assertThat(ada.get(invitee).resource().path("no_show").path("uri").asText()).isEqualTo(uri);
        assertThat(ada.post("/invitee_no_shows", "{\"invitee\":\"" + invitee + "\"}").status())
                .isEqualTo(400);
        assertThat(ada.delete(uri).status()).isEqualTo(204);
        assertThat(ada.get(uri).status()).isEqualTo(404);
        assertThat(ada.post("/invitee_no_shows", "{\"invitee\":\"acme-1-guest-1\"}").status())
                .isEqualTo(400);
    }

    private List<Integer> pages(Account account, String path) {
        List<Integer> sizes = new ArrayList<>();
        String next = path;
        while (next != null) {
            GivenAnswer page = account.get(next);
            sizes.add(page.collection().size());
            JsonNode following = page.json().path("pagination").path("next_page");
            next = following.isNull() ? null : following.asText();
        }
        return sizes;
    }

    private String events(String parameter, String id) {
        return "/scheduled_events?" + parameter + "=" + uri(parameter + "s", id);
    }

    private String uri(String collection, String id) {
        return Browser.encode(browser.uri(collection, id));
    }

    private static List<String> starts(JsonNode events) {
        List<String> starts = new ArrayList<>();
        events.forEach(event -> starts.add(event.path("start_time").asText()));
        return starts;
    }
}
