package io.advicly.calendly.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where OAuth clients differ from each other. */
class OAuthEdgesTest extends SandboxCase {
    private static final Map<String, String> NO_TOKEN = Map.of("token", "unheard-of");

    /** RFC 6749, 2.3.1, wants them encoded; many clients do not. */
    @ParameterizedTest
    @ValueSource(
            strings = {"app-1:s+ c%r:t/", "app-1:s%2B+c%25r%3At%2F", "app%2D1:s%2b%20c%25r%3at%2f"})
    void credentialsMayBeEncodedOrNot(String credentials) {
        browser.post("/_control/apps", "{\"client_id\":\"app-1\",\"client_secret\":\"s+ c%r:t/\"}");
        assertThat(browser.basic("/oauth/introspect", credentials, NO_TOKEN).status())
                .isEqualTo(200);
        assertThat(browser.basic("/oauth/introspect", credentials + "x", NO_TOKEN).status())
                .isEqualTo(401);
    }

    @Test
    void jsonBodiesAreASwitchForRevocationToo() {
        Account ada = browser.connect("ada");
        String body =
                """
                {"token":"%s","client_id":"sandbox-client","client_secret":"sandbox-secret"}\
                """
                        .formatted(ada.accessToken());
        assertThat(browser.post("/oauth/introspect", body).status()).isEqualTo(400);
        assertThat(browser.post("/oauth/revoke", body).status()).isEqualTo(400);
        browser.set("accept_json_token_body", true);
        assertThat(browser.post("/oauth/introspect", body).json().path("active").asBoolean())
                .isTrue();
        assertThat(browser.post("/oauth/revoke", body).status()).isEqualTo(200);
        assertThat(browser.post("/oauth/introspect", body).json().path("active").asBoolean())
                .isFalse();
    }

    @Test
    void jsonThatIsNoneIsAnInvalidRequest() {
        browser.set("accept_json_token_body", true);
        for (String endpoint : new String[] {"token", "revoke", "introspect"}) {
            GivenAnswer answer = browser.post("/oauth/" + endpoint, "[");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.error()).isEqualTo("invalid_request");
        }
    }

    @Test
    void theChallengeMatchesTheScheme() {
        GivenAnswer basic = browser.basic("/oauth/token", "sandbox-client:wrong", refresh());
        assertThat(basic.status()).isEqualTo(401);
        assertThat(basic.header("WWW-Authenticate")).isEqualTo("Basic realm=\"sandbox\"");
        GivenAnswer revoke = browser.basic("/oauth/revoke", "sandbox-client:wrong", NO_TOKEN);
        assertThat(revoke.header("WWW-Authenticate")).startsWith("Basic ");
        GivenAnswer body = browser.form("/oauth/token", refresh());
        assertThat(body.status()).isEqualTo(401);
        assertThat(body.header("WWW-Authenticate"))
                .startsWith("Bearer realm=\"sandbox\", error=\"invalid_client\"");
    }

    @Test
    void noAnswerAboutTokensIsStored() {
        assertThat(browser.token(refresh()).header("Cache-Control")).isEqualTo("no-store");
        assertThat(browser.form("/oauth/token", refresh()).header("Cache-Control"))
                .isEqualTo("no-store");
        assertThat(browser.token(Map.of()).header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void theAuthorizationServerDescribesItself() {
        JsonNode described = browser.get("/.well-known/oauth-authorization-server").json();
        assertThat(described.path("issuer").asText()).isEqualTo(browser.base());
        assertThat(described.path("authorization_endpoint").asText())
                .isEqualTo(browser.base() + "/oauth/authorize");
        assertThat(described.path("token_endpoint").asText())
                .isEqualTo(browser.base() + "/oauth/token");
        assertThat(described.path("revocation_endpoint").asText())
                .isEqualTo(browser.base() + "/oauth/revoke");
        assertThat(described.path("introspection_endpoint").asText())
                .isEqualTo(browser.base() + "/oauth/introspect");
        assertThat(described.path("response_types_supported").toString()).isEqualTo("[\"code\"]");
        assertThat(described.path("code_challenge_methods_supported").toString())
                .isEqualTo("[\"S256\"]");
        assertThat(described.path("scopes_supported").toString()).contains("\"webhooks:write\"");
    }

    /** The Ruby gem of 2020 sends forms. */
    @Test
    void theApiTakesFormsToo() {
        Account ada = browser.connect("ada");
        String hook =
                "url=http%3A%2F%2Flocalhost%3A9%2F&events[]=invitee.created&events[]=invitee.canceled"
                        + "&scope=organization&organization="
                        + Browser.encode(ada.organization());
        GivenAnswer created = form(ada, "/webhook_subscriptions", hook);
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.resource().path("events")).hasSize(2);
        GivenAnswer canceled =
                form(ada, "/scheduled_events/acme-2/cancellation", "reason=Ill+today");
        assertThat(canceled.resource().path("reason").asText()).isEqualTo("Ill today");
        String guest = browser.base() + "/scheduled_events/acme-1/invitees/acme-1-guest-1";
        GivenAnswer noShow = form(ada, "/invitee_no_shows", "invitee=" + Browser.encode(guest));
        assertThat(noShow.status()).isEqualTo(201);
    }

    private static GivenAnswer form(Account account, String path, String body) {
        return account.browser()
                .send(
                        account.browser()
                                .request(path)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .header("Authorization", "Bearer " + account.accessToken())
                                .POST(BodyPublishers.ofString(body)));
    }

    private static Map<String, String> refresh() {
        return Map.of("grant_type", "refresh_token", "refresh_token", "nobody's");
    }
}
