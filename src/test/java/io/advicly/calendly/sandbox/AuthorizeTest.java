package io.advicly.calendly.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizeTest extends SandboxCase {
    private static final String GOOD = Browser.authorize(Browser.SCOPES);

    @Test
    void approvingRedirectsWithCodeAndState() {
        GivenAnswer answer = browser.get(GOOD + "&_account=ada&_decision=approve");
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location"))
                .startsWith(Browser.REDIRECT + "?code=sbx_code_")
                .endsWith("&state=s+t");
    }

    @Test
    void denyingRedirectsWithAnError() {
        GivenAnswer answer = browser.get(GOOD + "&_decision=deny");
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location"))
                .startsWith(Browser.REDIRECT + "?error=access_denied&error_description=")
                .endsWith("&state=s+t");
    }

    @Test
    void pageOffersEveryAccountWithOrganizationAndRole() {
        GivenAnswer page = browser.getPage(GOOD);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains("id=\"account-ada\"", "id=\"account-gina\"", "id=\"account-fred\"")
                .contains("owner of Acme", "admin of Acme", "user of Acme", "owner of Freebie")
                .contains("id=\"approve\"", "id=\"deny\"");
    }

    @Test
    void postingThePageRedirects() {
        Map<String, String> form =
                Map.of(
                        "client_id", "sandbox-client",
                        "response_type", "code",
                        "redirect_uri", Browser.REDIRECT,
                        "scope", "users:read",
                        "_account", "mia",
                        "_decision", "approve");
        GivenAnswer answer = browser.form("/oauth/authorize", form);
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).contains("code=").doesNotContain("state=");
    }

    @Test
    void whatIsFilledInIsEscaped() {
        assertThat(browser.getPage(GOOD.replace("s+t", "%22%3E%3Cscript%3E")).text())
                .doesNotContain("<script>")
                .contains("&quot;&gt;&lt;script&gt;");
    }

    @ParameterizedTest
    @CsvSource({
        "client_id=sandbox-client, client_id=stranger, 401, invalid_client",
        "oauth%2Fcallback, oauth%2Fcallback%2F, 400, invalid_redirect_uri",
        "response_type=code, response_type=token, 400, unsupported_response_type",
        "users%3Aread, users%3Aeverything, 400, invalid_scope",
        "state=, code_challenge=x&state=, 400, invalid_code_challenge_method"
    })
    void wrongRequestsAreExplainedAndNeverRedirected(
            String part, String wrong, int status, String error) {
        GivenAnswer answer =
                browser.get(GOOD.replace(part, wrong) + "&_account=ada&_decision=approve");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.error()).isEqualTo(error);
        assertThat(answer.header("Location")).isEmpty();
    }

    @Test
    void wrongRequestsOfABrowserGetAPage() {
        GivenAnswer page = browser.getPage(GOOD.replace("users%3Aread", "nonsense"));
        assertThat(page.status()).isEqualTo(400);
        assertThat(page.text()).contains("The requested scope is invalid, unknown, or malformed.");
    }

    @Test
    void legacyAppsHaveEverythingAndMayNotAsk() {
        browser.set("app_generation", "legacy");
        assertThat(browser.get(GOOD + "&_decision=deny").error()).isEqualTo("invalid_scope");
        assertThat(browser.connect("ada", "").get("/users/me").status()).isEqualTo(200);
    }

    @Test
    void newAppsGetNothingWithoutAsking() {
        GivenAnswer answer = browser.connect("ada", "").get("/users/me");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().path("title").asText()).isEqualTo("Insufficient scope");
        assertThat(answer.json().path("required_scopes").get(0).asText()).isEqualTo("users:read");
    }

    @Test
    void theConsentPageCanLeaveWhoeverOpenedIt() {
        assertThat(browser.getPage(GOOD).header("Cross-Origin-Opener-Policy")).isEmpty();

        browser.set("opener_policy", "same-origin");

        assertThat(browser.getPage(GOOD).header("Cross-Origin-Opener-Policy"))
                .isEqualTo("same-origin");
    }

    @Test
    void nativeAppsMustUsePkce() {
        browser.post("/_control/apps", "{\"kind\":\"native\"}");
        assertThat(browser.get(GOOD + "&_decision=deny").error()).isEqualTo("invalid_request");
    }

    @Test
    void redirectUrisCanBeAdded() {
        String extra = "http://localhost:9/cb?x=1";
        browser.post("/_control/apps", "{\"redirect_uris\":[\"" + extra + "\"]}");
        String url = GOOD.replace(Browser.encode(Browser.REDIRECT), Browser.encode(extra));
        GivenAnswer answer = browser.get(url + "&_account=ada&_decision=approve");
        assertThat(answer.header("Location")).startsWith(extra + "&code=");
    }
}
