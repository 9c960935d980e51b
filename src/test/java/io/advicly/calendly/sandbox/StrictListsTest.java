package io.advicly.calendly.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Calendly refuses where events are read or changed, and in which words. */
class StrictListsTest extends SandboxCase {

    @Test
    void whatIsOverCannotBeCanceled() {
        Account ada = browser.connect("ada");
        GivenAnswer answer = ada.post("/scheduled_events/acme-1/cancellation", "{}");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.message()).isEqualTo("Event in the past");
        assertThat(ada.get("/scheduled_events/acme-1").resource().path("status").asText())
                .isEqualTo("active");
    }

    @Test
    void foreignEventsAreRefusedInTheirWords() {
        Account mia = browser.connect("mia");
        String view = "You are not allowed to view this event";
        assertThat(mia.get("/scheduled_events/acme-2").message()).isEqualTo(view);
        assertThat(mia.get("/scheduled_events/acme-2/invitees").message()).isEqualTo(view);
        GivenAnswer cancel = mia.post("/scheduled_events/acme-2/cancellation", "{}");
        assertThat(cancel.status()).isEqualTo(403);
        assertThat(cancel.message()).isEqualTo("You are not allowed to cancel this event");
    }

    @Test
    void aSecondNoShowIsAnInvalidArgument() {
        Account ada = browser.connect("ada");
        String guest =
                "{\"invitee\":\"%s/scheduled_events/acme-1/invitees/acme-1-guest-1\"}"
                        .formatted(browser.base());
        assertThat(ada.post("/invitee_no_shows", guest).status()).isEqualTo(201);
        GivenAnswer again = ada.post("/invitee_no_shows", guest);
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.json().at("/details/0/parameter").asText()).isEqualTo("invitee");
    }

    @Test
    void aMembershipElsewhereIsNobodysOfTheOrganization() {
        Account gina = browser.connect("gina");
        String own =
                gina.get("/organization_memberships?user=" + Browser.encode(gina.uri()))
                        .collection()
                        .get(0)
                        .path("uri")
                        .asText();
        GivenAnswer answer = browser.connect("ada").get(own);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.message()).isEqualTo("This user is not in your organization");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.calendly.com/organizations/http://localhost:21089/organizations/acme",
                "https://evil.test/x/y/organizations/acme",
                "https://api.calendly.com/users/organizations/acme",
                "https://api.calendly.com/organizations/acme/",
                "https://api.calendly.com/users/acme",
                "ftp://api.calendly.com/organizations/acme",
                "acme"
            })
    void aUriIsACollectionAndAnId(String uri) {
        Account ada = browser.connect("ada");
        assertThat(ada.get("/scheduled_events?organization=" + Browser.encode(uri)).status())
                .isEqualTo(400);
        String any = Browser.encode("https://api.calendly.com/organizations/acme");
        assertThat(ada.get("/scheduled_events?organization=" + any).status()).isEqualTo(200);
    }

    @Test
    void anInviteesUriHasItsEvent() {
        Account ada = browser.connect("ada");
        String body = "{\"invitee\":\"https://api.calendly.com/%s\"}";
        String bare = body.formatted("invitees/acme-1-guest-1");
        assertThat(ada.post("/invitee_no_shows", bare).status()).isEqualTo(400);
        String more = body.formatted("x/scheduled_events/acme-1/invitees/acme-1-guest-1");
        assertThat(ada.post("/invitee_no_shows", more).status()).isEqualTo(400);
        String whole = body.formatted("scheduled_events/acme-1/invitees/acme-1-guest-1");
        assertThat(ada.post("/invitee_no_shows", whole).status()).isEqualTo(201);
    }

    @Test
    void sampleDataWantsItsScope() {
        Account ada = browser.connect("ada");
        String sample =
                "/sample_webhook_data?event=invitee.created&organization="
                        + Browser.encode(ada.organization());
        assertThat(parameter(ada.get(sample))).isEqualTo("scope");
        assertThat(parameter(ada.get(sample + "&scope=zzz"))).isEqualTo("scope");
        assertThat(parameter(ada.get(sample + "&scope=user"))).isEqualTo("user");
        assertThat(parameter(ada.get(sample + "&scope=group"))).isEqualTo("group");
        assertThat(ada.get(sample + "&scope=organization").status()).isEqualTo(200);
        String mine = sample + "&scope=user&user=" + Browser.encode(ada.uri());
        assertThat(ada.get(mine).status()).isEqualTo(200);
        Account mia = browser.connect("mia");
        assertThat(mia.get(mine).message()).isEqualTo("Unauthorized");
        assertThat(mia.get(sample + "&scope=organization").status()).isEqualTo(403);
        String recap = mine.replace("invitee.created", "routing_form_submission.created");
        assertThat(parameter(ada.get(recap))).as("not of a user").isEqualTo("event");
    }

    @Test
    void theOrganizationFilterMayBeRefusedToPlainMembers() {
        Account mia = browser.connect("mia");
        String own = "/scheduled_events?user=" + Browser.encode(mia.uri());
        String both = own + "&organization=" + Browser.encode(mia.organization());
        assertThat(mia.get(both).status()).isEqualTo(200);
        browser.set("refuse_organization_filter", true);
        GivenAnswer refused = mia.get(both);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.message())
                .isEqualTo("You do not have permission to access this resource.");
        assertThat(mia.get(own).status()).isEqualTo(200);
        Account ada = browser.connect("ada");
        String adas = "/scheduled_events?user=" + Browser.encode(ada.uri());
        assertThat(ada.get(adas + "&organization=" + Browser.encode(ada.organization())).status())
                .isEqualTo(200);
    }

    @Test
    void aPageTokenMayBeGoodForSoManyRequests() {
        browser.set("page_token_requests", 2);
        Account ada = browser.connect("ada");
        String second = next(ada);
        ada.get("/scheduled_events/acme-3/invitees");
        assertThat(ada.get(second).status()).as("the second request from there").isEqualTo(200);
        GivenAnswer late = ada.get(second);
        assertThat(late.status()).isEqualTo(400);
        assertThat(late.message()).isEqualTo("The supplied parameters are invalid.");
        assertThat(parameter(late)).isEqualTo("page_token");
        String alans = next(ada);
        Account alan = browser.connect("alan");
        alan.get("/scheduled_events/acme-3/invitees");
        alan.get("/scheduled_events/acme-3/invitees");
        assertThat(ada.get(alans).status()).as("others' requests do not count").isEqualTo(200);
        browser.set("page_token_requests", 0);
        assertThat(ada.get(second).status()).isEqualTo(200);
    }

    @Test
    void aPageTokenMayGrowOld() {
        browser.set("page_token_seconds", 3600);
        Account ada = browser.connect("ada");
        String second = next(ada);
        assertThat(ada.get(second).status()).isEqualTo(200);
        browser.set("page_token_seconds", 1);
        await().untilAsserted(() -> assertThat(ada.get(second).status()).isEqualTo(400));
    }

    /** Else whoever asks otherwise with it would take the rest of another list for this one's. */
    @Test
    void aPageTokenIsOfTheListThatItWasGivenFor() {
        Account ada = browser.connect("ada");
        String second = next(ada);
        String token = second.substring(second.indexOf("page_token=") + "page_token=".length());
        assertThat(ada.get(second.replace("count=3", "count=1")).status()).isEqualTo(200);
        List<String> others =
                List.of(
                        second + "&status=active",
                        second + "&sort=start_time:desc",
                        "/scheduled_events?user="
                                + Browser.encode(ada.uri())
                                + "&page_token="
                                + token,
                        "/scheduled_events/acme-3/invitees?page_token=" + token);
        for (String other : others) {
            GivenAnswer answer = ada.get(other);
            assertThat(answer.status()).as(other).isEqualTo(400);
            assertThat(parameter(answer)).isEqualTo("page_token");
        }
        assertThat(browser.connect("alan").get(second).status()).isEqualTo(400);
    }

    private static String next(Account account) {
        String all =
                "/scheduled_events?count=3&organization=" + Browser.encode(account.organization());
        return account.get(all).json().at("/pagination/next_page").asText();
    }

    private static String parameter(GivenAnswer answer) {
        return answer.json().at("/details/0/parameter").asText();
    }
}
