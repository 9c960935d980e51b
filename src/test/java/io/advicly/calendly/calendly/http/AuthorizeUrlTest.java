package io.advicly.calendly.calendly.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.AuthorizationRequest;
import io.advicly.calendly.calendly.TestSettings;
import java.net.URI;
import org.junit.jupiter.api.Test;

class AuthorizeUrlTest {

    private static final AuthorizationRequest REQUEST =
            new AuthorizationRequest(
                    "st&te", "ch=llenge", URI.create("https://us.example.test/cb?a=b%20c"));

    @Test
    void asksForTheMinimalScopesByDefault() {
        // When
        URI url = AuthorizeUrl.of(TestSettings.calendly("calendly.client-id", "my id"), REQUEST);

        // Then
        assertThat(url)
                .hasToString(
                        "https://auth.calendly.com/oauth/authorize?response_type=code"
                                + "&client_id=my%20id"
                                + "&redirect_uri=https%3A%2F%2Fus.example.test%2Fcb%3Fa%3Db%2520c"
                                + "&state=st%26te&code_challenge=ch%3Dllenge"
                                + "&code_challenge_method=S256"
                                + "&scope=users%3Aread%20scheduled_events%3Aread"
                                + "%20webhooks%3Aread%20webhooks%3Awrite");
    }

    @Test
    void sendsNoScopeWhenNoneIsConfigured() {
        // When
        URI url =
                AuthorizeUrl.of(
                        TestSettings.calendly(
                                "calendly.client-id", "id",
                                "calendly.auth-url", "http://localhost:8089/base/",
                                "calendly.scopes", ""),
                        REQUEST);

        // Then
        assertThat(url.toString())
                .startsWith("http://localhost:8089/base/oauth/authorize?")
                .doesNotContain("scope=");
    }
}
