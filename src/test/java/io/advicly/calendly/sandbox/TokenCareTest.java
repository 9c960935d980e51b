package io.advicly.calendly.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenCareTest extends SandboxCase {

    @Test
    void revokingOneTokenLeavesTheOther() {
        Account ada = browser.connect("ada");
        GivenAnswer revoked = call("revoke", ada.refreshToken());
        assertThat(revoked.status()).isEqualTo(200);
        assertThat(revoked.text()).isEqualTo("{}");
        assertThat(browser.refresh(ada.refreshToken()).error()).isEqualTo("invalid_grant");
        assertThat(ada.get("/users/me").status()).isEqualTo(200);
        call("revoke", ada.accessToken());
        assertThat(ada.get("/users/me").status()).isEqualTo(401);
    }

    @Test
    void revokingOneTokenTakesTheOtherWhereSwitchedSo() {
        browser.set("revoke_pair", true);
        Account ada = browser.connect("ada");
        call("revoke", ada.refreshToken());
        assertThat(ada.get("/users/me").status()).isEqualTo(401);
    }

    @Test
    void revokeRefusesWhatItCannotDo() {
        String token = browser.connect("ada").accessToken();
        assertThat(call("revoke", "unheard-of").status()).isEqualTo(200);
        assertThat(basic("revoke", Map.of()).error()).isEqualTo("invalid_request");
        assertThat(browser.form("/oauth/revoke", Map.of("token", token)).status()).isEqualTo(401);
        browser.post("/_control/apps", "{\"client_id\":\"other\",\"client_secret\":\"s\"}");
        GivenAnswer foreign = browser.basic("/oauth/revoke", "other:s", Map.of("token", token));
        assertThat(foreign.status()).isEqualTo(403);
    }

    @Test
    void introspectDescribesLivingTokensOnly() {
        Account ada = browser.connect("ada");
        JsonNode alive = call("introspect", ada.accessToken()).json();
        assertThat(alive.path("active").asBoolean()).isTrue();
        assertThat(alive.path("client_id").asText()).isEqualTo("sandbox-client");
        assertThat(alive.path("owner").asText()).isEqualTo(ada.uri());
        assertThat(alive.path("exp").asLong() - alive.path("iat").asLong()).isEqualTo(7200);
        browser.post("/_control/tokens/expire", "{\"account\":\"ada\"}");
        assertThat(call("introspect", ada.accessToken()).text()).isEqualTo("{\"active\":false}");
        assertThat(call("introspect", "unheard-of").text()).isEqualTo("{\"active\":false}");
    }

    @Test
    void withdrawnConsentKillsEverything() {
        Account ada = browser.connect("ada");
        browser.post("/_control/grants/revoke", "{\"account\":\"ada\"}");
        assertThat(ada.get("/users/me").status()).isEqualTo(401);
        assertThat(browser.refresh(ada.refreshToken()).error()).isEqualTo("invalid_grant");
    }

    private GivenAnswer call(String endpoint, String token) {
        return basic(endpoint, Map.of("token", token));
    }

    private GivenAnswer basic(String endpoint, Map<String, String> fields) {
        return browser.basic("/oauth/" + endpoint, "sandbox-client:sandbox-secret", fields);
    }
}
