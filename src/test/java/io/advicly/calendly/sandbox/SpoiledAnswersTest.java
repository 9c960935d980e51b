package io.advicly.calendly.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers that are not Calendly's, and true ones in which something is wrong. */
class SpoiledAnswersTest extends SandboxCase {

    @Test
    void anEdgeRefusesWithAPage() {
        order("{\"endpoint\":\"refresh\",\"html\":true}");
        Account ada = browser.connect("ada");
        GivenAnswer answer = browser.refresh(ada.refreshToken());
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Content-Type")).startsWith("text/html");
        assertThat(answer.text()).startsWith("<html>");
        assertThat(browser.refresh(ada.refreshToken()).status()).isEqualTo(200);
    }

    @Test
    void anEdgesPageMayHaveAnyStatus() {
        order("{\"endpoint\":\"users_me\",\"html\":true,\"status\":502}");
        GivenAnswer answer = browser.connect("ada").get("/users/me");
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.text()).contains("502");
    }

    @Test
    void anAnswerMayBePlainText() {
        order("{\"endpoint\":\"users_me\",\"plain\":true}");
        order("{\"endpoint\":\"users_me\",\"plain\":true,\"status\":404,\"body\":\"no such\"}");
        Account ada = browser.connect("ada");
        GivenAnswer fine = ada.get("/users/me");
        assertThat(fine.status()).isEqualTo(200);
        assertThat(fine.header("Content-Type")).startsWith("text/plain");
        GivenAnswer refusal = ada.get("/users/me");
        assertThat(refusal.status()).isEqualTo(404);
        assertThat(refusal.text()).isEqualTo("no such");
    }

    @Test
    void anAnswerMayBeEmpty() {
        order("{\"endpoint\":\"users_me\",\"empty\":true}");
        GivenAnswer answer = browser.connect("ada").get("/users/me");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEmpty();
    }

    @Test
    void aTruncatedAnswerBreaksOff() {
        Account ada = browser.connect("ada");
        String whole = ada.get("/users/me").text();
        order("{\"endpoint\":\"users_me\",\"truncated\":true}");
        GivenAnswer answer = ada.get("/users/me");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(whole).startsWith(answer.text());
        assertThat(answer.text()).isNotEmpty();
        assertThatThrownBy(() -> new ObjectMapper().readTree(answer.text()))
                .isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void theNthItemsFieldIsReplacedOrDropped() {
        Account ada = browser.connect("ada");
        JsonNode whole = ada.get(events(ada)).collection();
        order(mangle("{\"item\":2,\"field\":\"start_time\",\"value\":null}"));
        order(mangle("{\"item\":2,\"field\":\"start_time\"}"));
        JsonNode replaced = ada.get(events(ada)).collection();
        assertThat(replaced).hasSameSizeAs(whole);
        assertThat(replaced.get(0)).isEqualTo(whole.get(0));
        assertThat(replaced.get(1).get("start_time").isNull()).isTrue();
        JsonNode dropped = ada.get(events(ada)).collection();
        assertThat(dropped.get(1).has("start_time")).isFalse();
        assertThat(dropped.get(2)).isEqualTo(whole.get(2));
        assertThat(ada.get(events(ada)).collection()).isEqualTo(whole);
    }

    @Test
    void anItemMayBeNamedByItsId() {
        Account ada = browser.connect("ada");
        order(mangle("{\"item\":\"acme-3\",\"field\":\"status\",\"value\":\"pending\"}"));
        for (JsonNode one : ada.get(events(ada)).collection()) {
            boolean pending = one.path("status").asText().equals("pending");
            assertThat(pending).isEqualTo(one.path("uri").asText().endsWith("/acme-3"));
        }
    }

    @Test
    void fieldsOfObjectsAndListsAreReachedByAPath() {
        Account ada = browser.connect("ada");
        order(
                mangle(
                        """
                        [{"item":1,"field":"event_memberships.0.user","value":7},
                         {"item":1,"field":"invitees_counter.total","value":"x"}]\
                        """));
        JsonNode first = ada.get(events(ada)).collection().get(0);
        assertThat(first.at("/event_memberships/0/user").isInt()).isTrue();
        assertThat(first.at("/invitees_counter/total").asText()).isEqualTo("x");
    }

    @Test
    void aWholeItemMayBeReplacedOrDropped() {
        Account ada = browser.connect("ada");
        JsonNode whole = ada.get(events(ada)).collection();
        order(mangle("[{\"item\":1,\"value\":\"?\"},{\"item\":2}]"));
        JsonNode mangled = ada.get(events(ada)).collection();
        assertThat(mangled).hasSize(whole.size() - 1);
        assertThat(mangled.get(0).asText()).isEqualTo("?");
        assertThat(mangled.get(1)).isEqualTo(whole.get(2));
    }

    @Test
    void withoutAnItemEveryRecordIsMeant() {
        Account ada = browser.connect("ada");
        order(mangle("{\"field\":\"updated_at\"}"));
        assertThat(ada.get(events(ada)).collection()).allMatch(one -> !one.has("updated_at"));
        order("{\"endpoint\":\"users_me\",\"mangle\":{\"field\":\"email\",\"value\":[]}}");
        assertThat(ada.get("/users/me").resource().path("email").isArray()).isTrue();
        order("{\"endpoint\":\"refresh\",\"mangle\":{\"field\":\"refresh_token\"}}");
        JsonNode tokens = browser.refresh(ada.refreshToken()).json();
        assertThat(tokens.has("access_token")).isTrue();
        assertThat(tokens.has("refresh_token")).isFalse();
    }

    @Test
    void ordersThatCannotBeMeantAreRefused() {
        for (String mangle :
                List.of("{\"item\":0}", "{\"itme\":1}", "[]", "{\"item\":true}", "{}")) {
            GivenAnswer answer = browser.post("/_control/faults", mangle(mangle));
            assertThat(answer.status()).as(mangle).isEqualTo(400);
        }
    }

    @Test
    void theyAreListed() {
        order("{\"endpoint\":\"users_me\",\"truncated\":true}");
        order(mangle("{\"item\":1}"));
        JsonNode faults = browser.get("/_control/faults").json().path("faults");
        assertThat(faults.get(0).path("effect").asText()).isEqualTo("truncated");
        assertThat(faults.get(1).path("effect").asText()).isEqualTo("mangled");
    }

    private static String mangle(String mangle) {
        return "{\"endpoint\":\"scheduled_events\",\"mangle\":" + mangle + "}";
    }

    private static String events(Account account) {
        return "/scheduled_events?organization=" + Browser.encode(account.organization());
    }

    private void order(String fault) {
        GivenAnswer answer = browser.post("/_control/faults", fault);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }
}
