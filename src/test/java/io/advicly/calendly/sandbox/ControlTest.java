package io.advicly.calendly.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ControlTest extends SandboxCase {

    @Test
    void resetBringsTheSeedBack() {
        browser.connect("ada");
        browser.set("rotation", "legacy");
        browser.post("/_control/bookings", "{}");
        browser.post("/_control/faults", "{\"status\":500,\"times\":-1}");
        browser.post("/_control/reset", "");
        assertThat(browser.get("/_control/switches").json().path("rotation").asText())
                .isEqualTo("strict");
        assertThat(browser.get("/_control/grants").json().path("count").asInt()).isZero();
        assertThat(browser.get("/_control/faults").json().path("count").asInt()).isZero();
        assertThat(browser.get("/_control/requests").json().path("count").asInt()).isZero();
        assertThat(browser.get("/_control/bookings").json().path("count").asInt()).isEqualTo(15);
        assertThat(browser.get("/_control/accounts").json().path("count").asInt()).isEqualTo(7);
    }

    @Test
    void bulkSeedHasComputableIds() {
        GivenAnswer seeded =
                browser.post(
                        "/_control/seed",
                        """
                        {"prefix":"b","organizations":300,"users_per_organization":3,
                         "admins_per_organization":1,"events_per_user":2}\
                        """);
        assertThat(seeded.json().path("events").asInt()).isEqualTo(1_800);
        assertThat(seeded.json().path("last_account").asText()).isEqualTo("b-300-3");
        JsonNode members =
                browser.get("/_control/accounts?organization=b-300").json().path("accounts");
        assertThat(texts(members, "role")).containsExactly("owner", "admin", "user");
        assertThat(browser.connect("b-300-3").get("/scheduled_events/b-300-3-event-2").status())
                .isEqualTo(200);
        GivenAnswer booked = browser.post("/_control/bookings", "{\"event_type\":\"b-1-1-intro\"}");
        assertThat(booked.status()).isEqualTo(201);
    }

    @Test
    void requestsAreListedWithoutSecrets() {
        Account ada = browser.connect("ada");
        ada.get("/users/me");
        String all = browser.get("/_control/requests").text();
        assertThat(all).doesNotContain(ada.accessToken(), "sandbox-secret", "Bearer");
        JsonNode me =
                browser.get("/_control/requests?endpoint=users_me&account=ada&status=200")
                        .json()
                        .path("requests");
        assertThat(me).hasSize(1);
        assertThat(me.get(0).path("request_id").asText()).isNotEmpty();
        JsonNode token =
                browser.get("/_control/requests?grant_type=authorization_code&secrets=true")
                        .json()
                        .path("requests");
        assertThat(token.get(0).path("body").asText()).contains("grant_type=authorization_code");
        browser.delete("/_control/requests");
        assertThat(browser.get("/_control/requests").json().path("count").asInt()).isZero();
    }

    @Test
    void everySecretIsKnown() {
        String code = browser.code("ada", Browser.SCOPES);
        Account ada = new Account(browser, "ada", browser.exchange(code).json());
        ada.post(
                "/webhook_subscriptions",
                ada.subscription("http://localhost:9/", "organization")
                        .replace("\"k\"", "\"key-1\""));
        browser.post("/_control/reset", "");
        List<String> secrets =
                texts(browser.get("/_control/secrets").json().path("secrets"), "value");
        assertThat(secrets).contains(code, ada.accessToken(), ada.refreshToken(), "key-1");
    }

    @Test
    void wrongSwitchesChangeNothing() {
        GivenAnswer wrong =
                browser.patch(
                        "/_control/switches", "{\"rotation\":\"legacy\",\"time_scale\":\"fast\"}");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.error()).isEqualTo("time_scale wants a number from 1 to 1000000000");
        assertThat(browser.get("/_control/switches").json().path("rotation").asText())
                .isEqualTo("strict");
        assertThat(browser.patch("/_control/switches", "{\"x\":1}").error())
                .isEqualTo("there is no switch x");
    }

    @Test
    void tokensCanBeRevokedApart() {
        Account ada = browser.connect("ada");
        browser.post("/_control/tokens/revoke", "{\"account\":\"ada\",\"kind\":\"refresh\"}");
        assertThat(ada.get("/users/me").status()).isEqualTo(200);
        assertThat(browser.refresh(ada.refreshToken()).error()).isEqualTo("invalid_grant");
        browser.post("/_control/tokens/revoke", "{\"kind\":\"access\"}");
        assertThat(ada.get("/users/me").status()).isEqualTo(401);
        assertThat(browser.post("/_control/tokens/revoke", "{\"account\":\"x\"}").status())
                .isEqualTo(404);
    }

    @Test
    void grantsTellWhatIsAlive() {
        Account ada = browser.connect("ada");
        browser.refresh(ada.refreshToken());
        JsonNode grant = browser.get("/_control/grants?account=ada").json().path("grants").get(0);
        assertThat(grant.path("refresh_tokens_alive").asInt()).isEqualTo(1);
        assertThat(grant.path("access_tokens_issued").asInt()).isEqualTo(2);
    }

    @Test
    void unknownPathsAreCalendlys404() {
        GivenAnswer answer = browser.get("/api/v1/users");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().path("title").asText()).isEqualTo("Resource Not Found");
    }

    private static List<String> texts(JsonNode rows, String field) {
        List<String> texts = new ArrayList<>();
        rows.forEach(row -> texts.add(row.path(field).asText()));
        return texts;
    }
}
