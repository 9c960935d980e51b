package io.advicly.calendly.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The login as an OpenID provider that signs people in.
class LoginPageTest extends SandboxCase {

    private static final String BACK = "http://localhost:8080/console/signed-in";

    /// Of RFC 7636, appendix B.
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private static final Map<String, String> REQUEST =
            Map.of(
                    "response_type", "code",
                    "client_id", "calendly-connect",
                    "redirect_uri", BACK,
                    "state", "a&b",
                    "nonce", "n-1",
                    "code_challenge", CHALLENGE,
                    "code_challenge_method", "S256");

    @Test
    void whoeverChoosesAPersonIsSignedInAsThem() {
        assertThat(browser.getPage("/_login/authorize?" + Browser.encode(REQUEST)).text())
                .contains("Adam Admin", "Vera Viewer", "Uma User")
                .doesNotContain("{{", "<script");

        JsonNode tokens = exchange(code("adam"), VERIFIER).json();

        JsonNode claims = claims(tokens.path("id_token").asText());
        assertThat(claims.path("sub").asText()).isEqualTo("adam");
        assertThat(claims.path("aud").asText()).isEqualTo("calendly-connect");
        assertThat(claims.path("nonce").asText()).isEqualTo("n-1");
        assertThat(claims.path("groups").get(0).asText()).isEqualTo("calendly-admin");
    }

    @Test
    void aCodeServesOnceAndItsOwnerAlone() {
        String stolen = code("adam");
        assertThat(exchange(stolen, "somebody-elses-verifier").error()).isEqualTo("invalid_grant");
        assertThat(exchange(stolen, VERIFIER).error()).isEqualTo("invalid_grant");

        String used = code("vera");
        assertThat(exchange(used, VERIFIER).status()).isEqualTo(200);
        assertThat(exchange(used, VERIFIER).status()).isEqualTo(400);
    }

    @Test
    void whoeverIsNobodyGoesBackWithAnError() {
        assertThat(choose("nobody").header("Location"))
                .startsWith(BACK + "?error=access_denied")
                .endsWith("&state=a%26b");
    }

    @ParameterizedTest
    @CsvSource({
        "redirect_uri, https://elsewhere.example.test/",
        "redirect_uri, javascript:alert(1)",
        "response_type, token",
        "code_challenge_method, plain"
    })
    void aWrongRequestLeadsNowhere(String name, String value) {
        Map<String, String> wrong = new HashMap<>(REQUEST);
        wrong.put(name, value);
        wrong.put("_person", "adam");

        GivenAnswer answer = browser.form("/_login/authorize", wrong);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("id=\"error\"");
    }

    @Test
    void whoeverSignsOutGoesBackToThisMachineOnly() {
        assertThat(
                        browser.get(
                                        "/_login/logout?post_logout_redirect_uri="
                                                + Browser.encode(BACK))
                                .header("Location"))
                .isEqualTo(BACK);
        assertThat(
                        browser.get(
                                        "/_login/logout?post_logout_redirect_uri=https://elsewhere.test/")
                                .status())
                .isEqualTo(200);
    }

    private GivenAnswer choose(String person) {
        Map<String, String> chosen = new HashMap<>(REQUEST);
        chosen.put("_person", person);
        return browser.form("/_login/authorize", chosen);
    }

    private String code(String person) {
        String back = choose(person).header("Location");
        return back.replaceFirst(".*[?&]code=([^&]+).*", "$1");
    }

    private GivenAnswer exchange(String code, String verifier) {
        return browser.form(
                "/_login/token",
                Map.of(
                        "grant_type", "authorization_code",
                        "code", code,
                        "client_id", "calendly-connect",
                        "redirect_uri", BACK,
                        "code_verifier", verifier));
    }

    private static JsonNode claims(String token) {
        try {
            return Http.JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
