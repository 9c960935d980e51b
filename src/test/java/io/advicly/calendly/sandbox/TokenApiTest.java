package io.advicly.calendly.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenApiTest extends SandboxCase {
    /** RFC 7636, appendix B. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    @Test
    void exchangeAnswersWithEverythingCalendlyDocuments() {
        JsonNode tokens = browser.connect("ada").tokens();
        assertThat(tokens.properties().stream().map(Map.Entry::getKey))
                .containsExactly(
                        "token_type",
                        "access_token",
                        "refresh_token",
                        "scope",
                        "created_at",
                        "expires_in",
                        "owner",
                        "organization");
        assertThat(tokens.path("token_type").asText()).isEqualTo("Bearer");
        assertThat(tokens.path("expires_in").asInt()).isEqualTo(7200);
        assertThat(tokens.path("scope").asText()).isEqualTo(Browser.SCOPES);
        assertThat(tokens.path("owner").asText()).isEqualTo(browser.uri("users", "ada"));
        assertThat(tokens.path("organization").asText())
                .isEqualTo(browser.uri("organizations", "acme"));
    }

    @Test
    void credentialsMayBeInTheBody() {
        Map<String, String> fields = new HashMap<>(exchangeFields());
        fields.put("client_id", "sandbox-client");
        fields.put("client_secret", "sandbox-secret");
        assertThat(browser.form("/oauth/token", fields).status()).isEqualTo(200);
    }

    @Test
    void wrongCredentialsAreAnInvalidClient() {
        GivenAnswer answer =
                browser.basic("/oauth/token", "sandbox-client:wrong", exchangeFields());
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.error()).isEqualTo("invalid_client");
        assertThat(browser.form("/oauth/token", exchangeFields()).error())
                .isEqualTo("invalid_client");
    }

    @Test
    void codeWorksOnce() {
        Map<String, String> fields = exchangeFields();
        GivenAnswer first = browser.token(fields);
        GivenAnswer second = browser.token(fields);
        assertThat(first.status()).isEqualTo(200);
        assertThat(second.status()).isEqualTo(400);
        assertThat(second.error()).isEqualTo("invalid_grant");
        assertThat(second.json().path("error_description").asText())
                .startsWith("The provided authorization grant is invalid, expired, revoked,");
    }

    @Test
    void codeExpires() {
        Map<String, String> fields = exchangeFields();
        browser.post("/_control/tokens/expire", "{}");
        assertThat(browser.token(fields).error()).isEqualTo("invalid_grant");
    }

    @Test
    void redirectUriMustBeTheOneOfTheConsent() {
        Map<String, String> fields = new HashMap<>(exchangeFields());
        fields.put("redirect_uri", Browser.REDIRECT + "/");
        assertThat(browser.token(fields).error()).isEqualTo("invalid_grant");
        fields.remove("redirect_uri");
        assertThat(browser.token(fields).error()).isEqualTo("invalid_request");
    }

    @Test
    void challengeWantsItsVerifier() {
        String location =
                browser.get(
                                Browser.authorize(Browser.SCOPES)
                                        + "&code_challenge_method=S256&code_challenge="
                                        + CHALLENGE
                                        + "&_account=ada&_decision=approve")
                        .header("Location");
        Map<String, String> fields = new HashMap<>(exchangeFields());
        fields.put("code", location.replaceAll(".*code=([^&]*).*", "$1"));
        assertThat(browser.token(fields).error()).isEqualTo("invalid_request");
        fields.put("code_verifier", VERIFIER.replace('d', 'e'));
        assertThat(browser.token(fields).error()).isEqualTo("invalid_grant");
        fields.put("code_verifier", VERIFIER);
        assertThat(browser.token(fields).status()).isEqualTo(200);
    }

    @Test
    void refreshRotatesBothTokens() {
        Account ada = browser.connect("ada");
        JsonNode fresh = browser.refresh(ada.refreshToken()).json();
        assertThat(fresh.path("access_token").asText()).isNotEqualTo(ada.accessToken());
        assertThat(fresh.path("refresh_token").asText()).isNotEqualTo(ada.refreshToken());
        assertThat(browser.refresh(ada.refreshToken()).error()).isEqualTo("invalid_grant");
        assertThat(browser.refresh(fresh.path("refresh_token").asText()).status()).isEqualTo(200);
    }

    @Test
    void legacyRotationKeepsTheOldTokenUntilTheNewOneIsUsed() {
        browser.set("rotation", "legacy");
        Account ada = browser.connect("ada");
        browser.refresh(ada.refreshToken());
        GivenAnswer second = browser.refresh(ada.refreshToken());
        assertThat(second.status()).isEqualTo(200);
        assertThat(new Account(browser, "ada", second.json()).get("/users/me").status())
                .isEqualTo(200);
        assertThat(browser.refresh(ada.refreshToken()).error()).isEqualTo("invalid_grant");
    }

    @Test
    void reuseCanKillTheWholeGrant() {
        browser.set("revoke_family_on_reuse", true);
        Account ada = browser.connect("ada");
        Account again = new Account(browser, "ada", browser.refresh(ada.refreshToken()).json());
        browser.refresh(ada.refreshToken());
        assertThat(again.get("/users/me").status()).isEqualTo(401);
        assertThat(browser.refresh(again.refreshToken()).error()).isEqualTo("invalid_grant");
    }

    @Test
    void eightTokensAMinuteAndTheNinthCostsNothing() {
        String refreshToken = browser.connect("ada").refreshToken();
        for (int i = 0; i < 7; i++) {
            refreshToken = browser.refresh(refreshToken).json().path("refresh_token").asText();
        }
        GivenAnswer refused = browser.refresh(refreshToken);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("X-RateLimit-Reset"))).isBetween(1, 60);
        assertThat(refused.header("Retry-After")).isEmpty();
        browser.set("token_limit_per_minute", 0);
        assertThat(browser.refresh(refreshToken).status()).isEqualTo(200);
    }

    @Test
    void wrongGrantTypesAndBodiesAreRefused() {
        assertThat(browser.token(Map.of("grant_type", "password")).error())
                .isEqualTo("unsupported_grant_type");
        assertThat(browser.token(Map.of("x", "y")).error()).isEqualTo("invalid_request");
        assertThat(browser.refresh("nobody's").error()).isEqualTo("invalid_grant");
        String json = "{\"grant_type\":\"refresh_token\"}";
        assertThat(browser.post("/oauth/token", json).error()).isEqualTo("invalid_request");
    }

    @Test
    void jsonBodiesAreASwitch() {
        browser.set("accept_json_token_body", true);
        String body =
                """
                {"grant_type":"authorization_code","code":"%s","redirect_uri":"%s",
                 "client_id":"sandbox-client","client_secret":"sandbox-secret"}\
                """
                        .formatted(browser.code("ada", Browser.SCOPES), Browser.REDIRECT);
        assertThat(browser.post("/oauth/token", body).status()).isEqualTo(200);
    }

    @Test
    void anotherAppCannotUseTheGrant() {
        browser.post("/_control/apps", "{\"client_id\":\"other\",\"client_secret\":\"s\"}");
        Map<String, String> refresh =
                Map.of(
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        browser.connect("ada").refreshToken());
        assertThat(browser.basic("/oauth/token", "other:s", refresh).error())
                .isEqualTo("invalid_grant");
    }

    private Map<String, String> exchangeFields() {
        return Map.of(
                "grant_type",
                "authorization_code",
                "code",
                browser.code("ada", Browser.SCOPES),
                "redirect_uri",
                Browser.REDIRECT);
    }
}
