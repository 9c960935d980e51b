package io.advicly.calendly.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class PeopleTest extends SandboxCase {

    @Test
    void meIsTheOwnerOfTheToken() {
        JsonNode me = browser.connect("ada").get("/users/me").resource();
        assertThat(me.path("uri").asText()).isEqualTo(browser.uri("users", "ada"));
        assertThat(me.path("resource_type").asText()).isEqualTo("User");
        assertThat(me.path("email").asText()).isEqualTo("ada@acme.test");
        assertThat(me.path("current_organization").asText())
                .isEqualTo(browser.uri("organizations", "acme"));
        assertThat(me.path("created_at").asText())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
    }

    @Test
    void uriBaseCanBeCalendlysAndUrisAreReadOnAnyBase() {
        browser.set("uri_base", "https://api.calendly.com");
        Account ada = browser.connect("ada");
        assertThat(ada.uri()).isEqualTo("https://api.calendly.com/users/ada");
        for (String base : new String[] {"https://api.calendly.com", browser.base()}) {
            String query = Browser.encode(base + "/organizations/acme");
            assertThat(ada.get("/scheduled_events?organization=" + query).status()).isEqualTo(200);
        }
    }

    @Test
    void strangersAndExpiredTokensAreUnauthenticated() {
        Account ada = browser.connect("ada");
        browser.post("/_control/tokens/expire", "{\"account\":\"ada\"}");
        for (GivenAnswer answer :
                new GivenAnswer[] {browser.get("/users/me"), ada.get("/users/me")}) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.text())
                    .isEqualTo(
                            "{\"title\":\"Unauthenticated\",\"message\":\"The access token is"
                                    + " invalid\"}");
            assertThat(answer.header("x-request-id")).isNotEmpty();
            assertThat(answer.header("X-RateLimit-Limit")).isNotEmpty();
        }
    }

    @Test
    void usersSeeColleaguesOnly() {
        Account mia = browser.connect("mia");
        assertThat(mia.get("/users/ada").resource().path("name").asText()).isEqualTo("Ada Owner");
        assertThat(mia.get("/users/gina").message())
                .isEqualTo("You do not have permission to access this resource.");
        assertThat(mia.get("/users/nobody").text())
                .isEqualTo(
                        "{\"title\":\"Resource Not Found\",\"message\":\"The server could not find"
                                + " the requested resource.\"}");
        assertThat(mia.get("/organizations/acme").resource().path("stage").asText())
                .isEqualTo("paid");
        assertThat(mia.get("/organizations/globex").status()).isEqualTo(403);
    }

    @Test
    void membershipsOfTheOrganizationAreForOwnersAndAdmins() {
        String query = "/organization_memberships?organization=" + org("acme");
        JsonNode all = browser.connect("alan").get(query).collection();
        assertThat(all).hasSize(4);
        assertThat(all.get(0).path("role").asText()).isEqualTo("owner");
        assertThat(all.get(0).path("user").path("email").asText()).isEqualTo("ada@acme.test");
        assertThat(browser.connect("mia").get(query).status()).isEqualTo(403);
    }

    @Test
    void membersSeeTheirOwnMembership() {
        Account mia = browser.connect("mia");
        String own = "/organization_memberships?user=" + Browser.encode(mia.uri());
        JsonNode found = mia.get(own).collection();
        assertThat(found).hasSize(1);
        assertThat(found.get(0).path("role").asText()).isEqualTo("user");
        assertThat(mia.get(found.get(0).path("uri").asText()).status()).isEqualTo(200);
        String other = Browser.encode(browser.uri("users", "gina"));
        assertThat(mia.get("/organization_memberships?user=" + other).message())
                .isEqualTo("This user is not in your organization");
        assertThat(mia.get("/organization_memberships").status()).isEqualTo(400);
    }

    @Test
    void bareIdsAreRefused() {
        GivenAnswer answer = browser.connect("ada").get("/scheduled_events?organization=acme");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("title").asText()).isEqualTo("Invalid Argument");
        assertThat(answer.message()).isEqualTo("The supplied parameters are invalid.");
        assertThat(answer.json().path("details").get(0).path("parameter").asText())
                .isEqualTo("organization");
    }

    @Test
    void demotionAndMovingShowAtOnce() {
        Account alan = browser.connect("alan");
        browser.patch("/_control/accounts/alan", "{\"role\":\"user\"}");
        assertThat(alan.get("/organization_memberships?organization=" + org("acme")).status())
                .isEqualTo(403);
        browser.patch("/_control/accounts/alan", "{\"organization\":\"globex\"}");
        assertThat(alan.get("/users/me").resource().path("current_organization").asText())
                .isEqualTo(browser.uri("organizations", "globex"));
        assertThat(browser.refresh(alan.refreshToken()).json().path("organization").asText())
                .isEqualTo(browser.uri("organizations", "globex"));
    }

    @Test
    void rateLimitIsCountedPerUserAndAnsweredWithoutRetryAfter() {
        browser.set("rate_limit_free", 2);
        Account fred = browser.connect("fred");
        assertThat(fred.get("/users/me").header("X-RateLimit-Remaining")).isEqualTo("1");
        assertThat(fred.get("/users/me").header("X-RateLimit-Remaining")).isEqualTo("0");
        GivenAnswer refused = fred.get("/users/me");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("X-RateLimit-Limit")).isEqualTo("2");
        assertThat(Integer.parseInt(refused.header("X-RateLimit-Reset"))).isBetween(1, 60);
        assertThat(refused.header("Retry-After")).isEmpty();
        assertThat(browser.connect("ada").get("/users/me").status()).isEqualTo(200);
    }

    @Test
    void eventTypesAreListedPerOrganizationAndHost() {
        Account ada = browser.connect("ada");
        JsonNode all = ada.get("/event_types?organization=" + org("acme")).collection();
        assertThat(all).hasSize(15);
        String adas = "/event_types?user=" + Browser.encode(ada.uri());
        assertThat(ada.get(adas).collection()).hasSize(7);
        assertThat(ada.get("/event_types/acme-panel").resource().path("pooling_type").asText())
                .isEqualTo("collective");
        assertThat(ada.get("/event_types/gina-intro").status()).isEqualTo(403);
        assertThat(ada.get("/event_types").status()).isEqualTo(400);
    }

    private String org(String id) {
        return Browser.encode(browser.uri("organizations", id));
    }
}
