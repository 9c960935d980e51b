package io.advicly.calendly.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class FaultTest extends SandboxCase {

    @Test
    void theNextCallsAnswerWithAStatus() {
        Account ada = browser.connect("ada");
        order("{\"endpoint\":\"users_me\",\"status\":503,\"times\":2}");
        assertThat(ada.get("/users/me").status()).isEqualTo(503);
        assertThat(ada.get("/scheduled_events/acme-1").status()).isEqualTo(200);
        assertThat(ada.get("/users/me").status()).isEqualTo(503);
        assertThat(ada.get("/users/me").status()).isEqualTo(200);
    }

    @Test
    void aFaultMayNameMethodAndPath() {
        Account ada = browser.connect("ada");
        order(
                """
                {"method":"GET","path":"/scheduled_events/*/invitees","status":418,
                 "headers":{"x-a":"b"},"body":{"title":"Teapot"}}\
                """);
        GivenAnswer answer = ada.get("/scheduled_events/acme-1/invitees");
        assertThat(answer.status()).isEqualTo(418);
        assertThat(answer.header("x-a")).isEqualTo("b");
        assertThat(answer.text()).isEqualTo("{\"title\":\"Teapot\"}");
    }

    @Test
    void aFaultMayNameWhoseTokenItIs() {
        Account ada = browser.connect("ada");
        Account mia = browser.connect("mia");
        order("{\"account\":\"ada\",\"status\":503,\"times\":-1}");
        assertThat(mia.get("/users/me").status()).isEqualTo(200);
        assertThat(ada.get("/users/me").status()).isEqualTo(503);
        assertThat(browser.refresh(mia.refreshToken()).status()).isEqualTo(200);
        assertThat(browser.refresh(ada.refreshToken()).status()).isEqualTo(503);
    }

    /// Whoever looks for what an account was refused has to find it.
    @Test
    void whoseCallAFaultAnsweredIsOnRecord() {
        Account ada = browser.connect("ada");
        order("{\"endpoint\":\"users_me\",\"status\":400}");

        assertThat(ada.get("/users/me").status()).isEqualTo(400);

        assertThat(browser.get("/_control/requests?account=ada&status=400").json().path("count"))
                .hasToString("1");
    }

    @Test
    void a429CarriesItsReset() {
        order("{\"endpoint\":\"refresh\",\"status\":429}");
        Account ada = browser.connect("ada");
        GivenAnswer answer = browser.refresh(ada.refreshToken());
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("X-RateLimit-Reset")).isEqualTo("1");
        assertThat(browser.refresh(ada.refreshToken()).status()).isEqualTo(200);
    }

    @Test
    void aCutConnectionAnswersNothing() {
        order("{\"endpoint\":\"exchange\",\"cut\":true}");
        String code = browser.code("ada", Browser.SCOPES);
        assertThatThrownBy(() -> browser.exchange(code)).isInstanceOf(UncheckedIOException.class);
        assertThat(browser.exchange(code).status()).isEqualTo(200);
    }

    @Test
    void aLostRefreshReplyHasRotated() {
        Account ada = browser.connect("ada");
        order("{\"lose_refresh_reply\":1}");
        assertThatThrownBy(() -> browser.refresh(ada.refreshToken()))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(browser.refresh(ada.refreshToken()).error()).isEqualTo("invalid_grant");
    }

    @Test
    void aLostReplyHasDoneItsWork() {
        Account ada = browser.connect("ada");
        order("{\"endpoint\":\"webhook_create\",\"status\":502,\"lose_reply\":true}");
        assertThat(ada.subscribe("http://localhost:9/").status()).isEqualTo(502);
        assertThat(browser.get("/_control/subscriptions").json().path("count").asInt())
                .isEqualTo(1);
    }

    @Test
    void garbageIsNoJson() {
        Account ada = browser.connect("ada");
        order("{\"endpoint\":\"users_me\",\"garbage\":true}");
        GivenAnswer answer = ada.get("/users/me");
        assertThat(answer.status()).isEqualTo(200);
        assertThatThrownBy(() -> new ObjectMapper().readTree(answer.text()))
                .isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void aDelayedCallIsOnlyLate() {
        Account ada = browser.connect("ada");
        order("{\"endpoint\":\"users_me\",\"delay_ms\":150}");
        assertThat(ada.get("/users/me").status()).isEqualTo(200);
        JsonNode last =
                browser.get("/_control/requests?endpoint=users_me").json().path("requests").get(0);
        assertThat(last.path("micros").asLong()).isGreaterThanOrEqualTo(140_000);
        assertThat(last.path("fault").asText()).startsWith("fault-");
    }

    @Test
    void faultsAreListedAndCanceled() {
        String first = order("{\"path\":\"/x\",\"status\":500,\"times\":-1}");
        order("{\"path\":\"/y\",\"cut\":true}");
        assertThat(browser.get("/_control/faults").json().path("count").asInt()).isEqualTo(2);
        assertThat(browser.delete("/_control/faults/" + first).status()).isEqualTo(204);
        assertThat(browser.delete("/_control/faults/" + first).status()).isEqualTo(404);
        browser.delete("/_control/faults");
        assertThat(browser.get("/_control/faults").json().path("count").asInt()).isZero();
    }

    @Test
    void everyDocumentedEndpointCanFail() {
        JsonNode names = browser.get("/_control/openapi.json").json().path("x-endpoints");
        assertThat(names).hasSize(50);
        names.forEach(name -> order("{\"endpoint\":\"" + name.asText() + "\",\"status\":500}"));
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        assertThat(refused("{\"endpoint\":\"nothing\",\"status\":500}")).contains("nothing");
        assertThat(refused("{\"statsu\":500}")).contains("unknown field statsu");
        assertThat(refused("{\"endpoint\":\"token\"}")).contains("wants");
        assertThat(refused("{\"endpoint\":\"token\",\"status\":\"500\"}")).contains("number");
    }

    private String order(String fault) {
        GivenAnswer answer = browser.post("/_control/faults", fault);
        assertThat(answer.status()).isEqualTo(201);
        return answer.json().path("id").asText();
    }

    private String refused(String fault) {
        GivenAnswer answer = browser.post("/_control/faults", fault);
        assertThat(answer.status()).isEqualTo(400);
        return answer.error();
    }
}
