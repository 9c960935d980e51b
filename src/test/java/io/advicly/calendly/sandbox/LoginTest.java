package io.advicly.calendly.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.Test;

class LoginTest extends SandboxCase {

    @Test
    void tokenVerifiesAgainstTheAnnouncedKeys() throws Exception {
        JsonNode discovery = browser.get("/_login/.well-known/openid-configuration").json();
        JsonNode minted =
                browser.post(
                                "/_login/token",
                                """
                                {"sub":"anna","tenant_id":"t1","groups":["calendly-admin"],
                                 "name":"Anna","expires_in":60}\
                                """)
                        .json();
        JsonWebKeySet keys =
                new JsonWebKeySet(browser.get(discovery.path("jwks_uri").asText()).text());
        JwtClaims claims =
                new JwtConsumerBuilder()
                        .setVerificationKeyResolver(
                                new JwksVerificationKeyResolver(keys.getJsonWebKeys()))
                        .setExpectedIssuer(browser.base() + "/_login")
                        .setExpectedAudience("calendly-connect")
                        .setRequireExpirationTime()
                        .build()
                        .processToClaims(minted.path("access_token").asText());
        assertThat(minted.path("token_type").asText()).isEqualTo("Bearer");
        assertThat(minted.path("expires_in").asInt()).isEqualTo(60);
        assertThat(discovery.path("issuer").asText()).isEqualTo(claims.getIssuer());
        assertThat(claims.getSubject()).isEqualTo("anna");
        assertThat(claims.getClaimValue("tenant_id")).isEqualTo("t1");
        assertThat(claims.getClaimValue("name")).isEqualTo("Anna");
        assertThat(claims.getStringListClaimValue("groups")).isEqualTo(List.of("calendly-admin"));
    }

    @Test
    void keysAreNotPrivate() {
        assertThat(browser.get("/_login/jwks").json().path("keys").get(0).has("d")).isFalse();
    }

    @Test
    void pagesOfOtherPortsMayAsk() {
        GivenAnswer minted = browser.post("/_login/token", "{\"sub\":\"anna\"}");
        assertThat(minted.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(browser.post("/_login/token", "{}").status()).isEqualTo(400);
    }
}
