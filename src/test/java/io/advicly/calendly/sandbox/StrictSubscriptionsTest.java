package io.advicly.calendly.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Calendly refuses when a subscription is made, and what it does not. */
class StrictSubscriptionsTest extends SandboxCase {
    private static final String URL = "https://hooks.example.test/in";
    private static final String ALL_SCOPES =
            Browser.SCOPES + " contacts:read routing_forms:read meeting_recaps:read";

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void anEmptySigningKeyIsRefused(String key) {
        Account ada = browser.connect("ada");
        GivenAnswer answer = create(ada, Map.of("signing_key", key));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(parameter(answer)).isEqualTo("signing_key");
        String control = "{\"callback_url\":\"%s\",\"signing_key\":\"%s\"}".formatted(URL, key);
        assertThat(browser.post("/_control/subscriptions", control).status()).isEqualTo(400);
        String app = "{\"webhook_signing_key\":\"" + key + "\"}";
        assertThat(browser.post("/_control/apps", app).status()).isEqualTo(400);
        assertThat(create(ada, Map.of()).status()).isEqualTo(201);
    }

    @Test
    void aSigningKeyIsAText() {
        Account ada = browser.connect("ada");
        for (Object key : List.of(5, true, List.of("key"), Map.of("key", "key"))) {
            GivenAnswer answer = create(ada, Map.of("signing_key", key));
            assertThat(answer.status()).as("%s", key).isEqualTo(400);
            assertThat(parameter(answer)).isEqualTo("signing_key");
        }
    }

    @Test
    void aUrlIsTakenOncePerOrganizationAndUser() {
        Account ada = browser.connect("ada");
        assertThat(create(ada, Map.of()).status()).isEqualTo(201);
        assertThat(create(ada, group()).status()).as("the scope is no part of it").isEqualTo(409);
        assertThat(create(browser.connect("alan"), Map.of()).status()).isEqualTo(409);
        assertThat(create(ada, user("ada")).status()).as("ada's own").isEqualTo(201);
        assertThat(create(ada, user("ada")).status()).isEqualTo(409);
        Account mia = browser.connect("mia");
        assertThat(create(mia, user("mia")).status()).as("another user's").isEqualTo(201);
        Account gina = browser.connect("gina");
        assertThat(create(gina, Map.of()).status()).as("another organization's").isEqualTo(201);
    }

    @Test
    void theUserMayBeWhoeverMadeIt() {
        browser.set("conflict_key", "url_organization_creator");
        Account ada = browser.connect("ada");
        assertThat(create(ada, Map.of()).status()).isEqualTo(201);
        assertThat(create(ada, user("ada")).status()).isEqualTo(409);
        assertThat(create(browser.connect("alan"), Map.of()).status()).isEqualTo(201);
    }

    @Test
    void theScopeMayBePartOfIt() {
        browser.set("conflict_key", "url_organization_user_scope");
        Account ada = browser.connect("ada");
        assertThat(create(ada, Map.of()).status()).isEqualTo(201);
        assertThat(create(ada, group()).status()).isEqualTo(201);
        assertThat(create(ada, group()).status()).isEqualTo(409);
    }

    @Test
    void aUserThatIsSentWithAnotherScopeIsDropped() {
        GivenAnswer created =
                create(browser.connect("ada"), Map.of("user", browser.uri("users", "ada")));
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.resource().get("user").isNull()).isTrue();
    }

    @Test
    void aFreePlanRefusesTwoFamiliesOnly() {
        Account fred = browser.connect("fred", ALL_SCOPES);
        for (String event :
                List.of(
                        "invitee.created",
                        "invitee.canceled",
                        "invitee_no_show.created",
                        "event_type.updated",
                        "contact.created")) {
            GivenAnswer created =
                    create(fred, Map.of("events", List.of(event), "url", URL + event));
            assertThat(created.status()).as(event).isEqualTo(201);
        }
        GivenAnswer form =
                create(fred, Map.of("events", List.of("routing_form_submission.created")));
        assertThat(form.status()).isEqualTo(403);
        assertThat(form.message()).isEqualTo("Please upgrade to a paid Calendly account.");
        GivenAnswer recap = create(fred, recaps("fred"));
        assertThat(recap.status()).isEqualTo(403);
        GivenAnswer mixed =
                create(
                        fred,
                        Map.of(
                                "events",
                                List.of("invitee.created", "routing_form_submission.created")));
        assertThat(mixed.status()).as("one refused event refuses all").isEqualTo(403);
    }

    @Test
    void aPaidPlanRefusesNothing() {
        Account ada = browser.connect("ada", ALL_SCOPES);
        Map<String, Object> form = Map.of("events", List.of("routing_form_submission.created"));
        assertThat(create(ada, form).status()).isEqualTo(201);
        assertThat(create(ada, recaps("ada")).status()).isEqualTo(201);
    }

    @Test
    void eventsAreStoredOnce() {
        List<String> twice = List.of("invitee.created", "invitee.canceled", "invitee.created");
        JsonNode events =
                create(browser.connect("ada"), Map.of("events", twice)).resource().path("events");
        assertThat(events.toString()).isEqualTo("[\"invitee.created\",\"invitee.canceled\"]");
    }

    @Test
    void whoseItIsMayNotBeBlank() {
        GivenAnswer answer = create(browser.connect("ada"), Map.of("scope", "user"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(parameter(answer)).isEqualTo("user");
        assertThat(answer.json().at("/details/0/message").asText()).isEqualTo("can't be blank");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.example.test/in",
                "https://localhost/in",
                "https://127.0.0.1/in",
                "https://10.1.2.3/in",
                "https://192.168.0.9/in",
                "https://[::1]/in",
                "https://service/in",
                "https://hooks.svc.cluster.local/in"
            })
    void onlyPublicAddressesMayBeWanted(String url) {
        Account ada = browser.connect("ada");
        assertThat(create(ada, Map.of("url", url)).status()).as("usually").isEqualTo(201);
        browser.set("public_https_only", true);
        GivenAnswer answer = create(ada, Map.of("url", url));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(parameter(answer)).isEqualTo("url");
        assertThat(create(ada, Map.of()).status()).isEqualTo(201);
        assertThat(create(ada, Map.of("url", "https://203.0.113.7:8443/in")).status())
                .isEqualTo(201);
    }

    private Map<String, Object> group() {
        return Map.of("scope", "group", "group", browser.uri("groups", "acme-sales"));
    }

    private Map<String, Object> user(String id) {
        return Map.of("scope", "user", "user", browser.uri("users", id));
    }

    private Map<String, Object> recaps(String user) {
        return Map.of(
                "scope",
                "user",
                "user",
                browser.uri("users", user),
                "events",
                List.of("meeting_recap.created"));
    }

    private static GivenAnswer create(Account account, Map<String, Object> changes) {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode body =
                mapper.createObjectNode()
                        .put("url", URL)
                        .put("scope", "organization")
                        .put("organization", account.organization());
        body.putArray("events").add("invitee.created");
        try {
            mapper.updateValue(body, changes);
            return account.post("/webhook_subscriptions", mapper.writeValueAsString(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String parameter(GivenAnswer answer) {
        return answer.json().at("/details/0/parameter").asText();
    }
}
