package io.advicly.calendly.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookSubscriptionsTest extends SandboxCase {
    private static final String URL = "http://localhost:9/hook";

    @Test
    void createAnswersWithTheResourceAndWithoutTheKey() {
        Account ada = browser.connect("ada");
        GivenAnswer created = ada.subscribe(URL);
        assertThat(created.status()).isEqualTo(201);
        JsonNode hook = created.resource();
        assertThat(hook.properties().stream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder(
                        "uri",
                        "callback_url",
                        "created_at",
                        "updated_at",
                        "retry_started_at",
                        "state",
                        "events",
                        "scope",
                        "organization",
                        "user",
                        "group",
                        "creator");
        assertThat(hook.path("callback_url").asText()).isEqualTo(URL);
        assertThat(hook.path("state").asText()).isEqualTo("active");
        assertThat(hook.path("user").isNull()).isTrue();
        assertThat(hook.path("creator").asText()).isEqualTo(ada.uri());
    }

    @Test
    void sameUrlOrganizationAndUserIsAConflict() {
        Account ada = browser.connect("ada");
        ada.subscribe(URL);
        GivenAnswer again = ada.subscribe(URL);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text())
                .isEqualTo(
                        "{\"title\":\"Already Exists\",\"message\":\"Hook with this url already"
                                + " exists\"}");
        String userScope = ada.subscription(URL, "user");
        assertThat(ada.post("/webhook_subscriptions", userScope).status()).isEqualTo(201);
    }

    @Test
    void conflictKeyIsASwitch() {
        browser.set("conflict_key", "url_organization");
        Account ada = browser.connect("ada");
        ada.subscribe(URL);
        String userScope = ada.subscription(URL, "user");
        assertThat(ada.post("/webhook_subscriptions", userScope).status()).isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"url\":\"http://localhost:9/hook\";\"url\":\"/hook\";url",
                "\"events\";\"event\";events",
                "invitee.created;invitee.eaten;events",
                "\"scope\":\"organization\";\"scope\":\"planet\";scope",
                "\"organization\":\"http;\"organization\":\"ftp;organization",
            })
    void wrongFieldsAreNamed(String part, String wrong, String parameter) {
        Account ada = browser.connect("ada");
        String body = ada.subscription(URL, "organization").replace(part, wrong);
        GivenAnswer answer = ada.post("/webhook_subscriptions", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.message()).isEqualTo("The supplied parameters are invalid.");
        assertThat(answer.json().path("details").get(0).path("parameter").asText())
                .isEqualTo(parameter);
    }

    @Test
    void withoutTheEventsScopeACreateIsA400() {
        Account ada = browser.connect("ada", "users:read webhooks:write");
        GivenAnswer answer = ada.subscribe(URL);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.message()).isEqualTo("The supplied parameters are invalid.");
    }

    @Test
    void withoutTheWebhooksScopeEverythingIsA403() {
        Account ada = browser.connect("ada", "users:read webhooks:read");
        GivenAnswer answer = ada.subscribe(URL);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().path("required_scopes").get(0).asText())
                .isEqualTo("webhooks:write");
        assertThat(ada.get(list("acme", "organization")).status()).isEqualTo(200);
    }

    @Test
    void membersMayOnlySubscribeToThemselves() {
        Account mia = browser.connect("mia");
        assertThat(mia.subscribe(URL).message())
                .isEqualTo("You do not have permission to access this resource.");
        String own = mia.subscription(URL, "user");
        assertThat(mia.post("/webhook_subscriptions", own).status()).isEqualTo(201);
        String other = own.replace("/users/mia", "/users/ada");
        assertThat(mia.post("/webhook_subscriptions", other).status()).isEqualTo(403);
    }

    @Test
    void otherOrganizationsAreOutOfReach() {
        Account ada = browser.connect("ada");
        String there = ada.subscription(URL, "organization").replace("/acme", "/globex");
        assertThat(ada.post("/webhook_subscriptions", there).message())
                .isEqualTo("You do not have permission");
        String nowhere = ada.subscription(URL, "organization").replace("/acme", "/nowhere");
        assertThat(ada.post("/webhook_subscriptions", nowhere).status()).isEqualTo(404);
        assertThat(ada.get(list("globex", "organization")).message())
                .isEqualTo("You do not have permission");
    }

    @Test
    void thePlanRefuses() {
        browser.patch("/_control/organizations/freebie", "{\"webhooks_allowed\":false}");
        GivenAnswer answer = browser.connect("fred").subscribe(URL);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text())
                .isEqualTo(
                        "{\"title\":\"Permission Denied\",\"message\":\"Please upgrade to a paid"
                                + " Calendly account.\"}");
        browser.patch("/_control/organizations/freebie", "{\"webhooks_allowed\":true}");
        assertThat(browser.connect("fred").subscribe(URL).status()).isEqualTo(201);
    }

    @Test
    void listWantsItsParametersAndKnowsItsCallers() {
        Account mia = browser.connect("mia");
        GivenAnswer noUser = mia.get(list("acme", "user"));
        assertThat(noUser.status()).isEqualTo(400);
        assertThat(noUser.json().path("details").get(0).path("parameter").asText())
                .isEqualTo("user");
        assertThat(mia.get("/webhook_subscriptions").status()).isEqualTo(400);
        assertThat(mia.get(list("acme", "organization")).message())
                .isEqualTo("You do not have permission to access this resource.");
        assertThat(mia.get(list("acme", "user") + "&user=" + user("ada")).message())
                .isEqualTo("Unauthorized");
        assertThat(mia.get(list("acme", "user") + "&user=" + user("mia")).status()).isEqualTo(200);
    }

    @Test
    void listPagesThroughStaleAndForeignOnes() {
        browser.post(
                "/_control/subscriptions",
                "{\"callback_url\":\"https://old.test/{n}\",\"count\":45,\"age_seconds\":9}");
        browser.post(
                "/_control/subscriptions",
                "{\"callback_url\":\"https://other.test/\",\"count\":10,\"client_id\":\"x\"}");
        Account ada = browser.connect("ada");
        GivenAnswer first = ada.get(list("acme", "organization"));
        assertThat(first.collection()).hasSize(20);
        assertThat(first.collection().get(0).path("callback_url").asText())
                .isEqualTo("https://old.test/1");
        String all = list("acme", "organization") + "&count=100";
        assertThat(ada.get(all).collection()).hasSize(55);
        browser.set("list_other_apps", false);
        assertThat(ada.get(all).collection()).hasSize(45);
    }

    @Test
    void getAndDeleteFollowTheSameRights() {
        Account ada = browser.connect("ada");
        String uri = ada.subscribe(URL).resource().path("uri").asText();
        assertThat(browser.connect("mia").get(uri).status()).isEqualTo(403);
        assertThat(browser.connect("gina").delete(uri).status()).isEqualTo(403);
        Account alan = browser.connect("alan");
        assertThat(alan.get(uri).resource().path("callback_url").asText()).isEqualTo(URL);
        assertThat(alan.delete(uri).status()).isEqualTo(204);
        assertThat(alan.delete(uri).status()).isEqualTo(404);
        assertThat(alan.get(uri).status()).isEqualTo(404);
    }

    @Test
    void sampleDataLooksLikeADelivery() {
        Account ada = browser.connect("ada");
        String organization = Browser.encode(ada.organization());
        GivenAnswer sample =
                ada.get(
                        "/sample_webhook_data?event=invitee.created&scope=organization&organization="
                                + organization);
        assertThat(sample.status()).isEqualTo(200);
        assertThat(sample.json().path("payload").has("scheduled_event")).isTrue();
    }

    private String list(String organization, String scope) {
        return "/webhook_subscriptions?organization="
                + Browser.encode(browser.uri("organizations", organization))
                + "&scope="
                + scope;
    }

    private String user(String id) {
        return Browser.encode(browser.uri("users", id));
    }
}
