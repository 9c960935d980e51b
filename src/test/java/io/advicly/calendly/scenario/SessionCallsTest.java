package io.advicly.calendly.scenario;

import static io.advicly.calendly.scenario.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.SessionLink;
import io.advicly.calendly.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a page of the product does with a session's token.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class SessionCallsTest {

    private static final String PRODUCT = "http://localhost:3000";
    private static final String CALL = "/api/connect/session";

    private final String user = "session-" + UUID.randomUUID();

    @BeforeEach
    void startOver() {
        CleanSlate.startOver();
    }

    @Test
    void connectsThroughTheLinkAndEndsDone() {
        SessionLink session = SessionLink.of(user, Map.of());
        assertThat(session.state()).isEqualTo("open");
        assertThat(session.show().get("status").asText()).isEqualTo("not_connected");

        JsonNode asked = session.connect(Map.of()).expect(200).body();
        assertThat(asked.get("status").asText()).isEqualTo("authorization_required");
        assertThat(asked.get("authorization_url").asText()).isEqualTo(session.link().toString());
        Browser browser = new Browser();
        URI consent = browser.click(session);
        assertThat(session.state()).isEqualTo("consenting");
        Http.Reply landed = browser.open(Person.decide(consent, "ada", "approve"));

        assertThat(landed.status()).isEqualTo(303);
        assertThat(session.state()).isEqualTo("done");
        assertThat(session.show().get("account").get("email").asText()).isEqualTo("ada@acme.test");
        Http.Reply page = Http.get(URI.create(landed.header("Location")), Map.of());
        assertThat(page.expect(200).raw().body()).contains("Calendly is connected");
    }

    /// What a session has led to, only another one changes.
    @Test
    void aUsedSessionConnectsNobodyElse() {
        SessionLink session = connected("ada");

        assertRefused(session.connect(Map.of("switch_account", true)), 409, "session-used");
        assertThat(session.click().status()).isEqualTo(410);
        assertThat(session.connect(Map.of()).expect(200).body().get("status").asText())
                .as("with the stored grant")
                .isEqualTo("connected");
    }

    @Test
    void needsNoLinkWhereTheGrantIsGood() {
        var _ = connected("ada");
        SessionLink second = SessionLink.of(user, Map.of());

        JsonNode reply = second.connect(Map.of()).expect(200).body();

        assertThat(reply.get("status").asText()).isEqualTo("connected");
        assertThat(second.state()).isEqualTo("done");
    }

    @Test
    void switchesTheAccountWhereAskedTo() {
        var _ = connected("ada");
        SessionLink second = SessionLink.of(user, Map.of());

        JsonNode reply = second.connect(Map.of("switch_account", true)).expect(200).body();
        assertThat(reply.get("status").asText()).isEqualTo("authorization_required");
        Browser browser = new Browser();
        var _ = browser.open(Person.decide(browser.click(second), "gina", "approve"));

        assertThat(second.show().get("account").get("email").asText()).contains("gina");
    }

    @Test
    void tellsWhyItFailedAndCanBeTriedAgain() {
        SessionLink session = SessionLink.of(user, Map.of());
        Browser browser = new Browser();
        URI callback = Person.decide(browser.click(session), "ada", "deny");
        Http.Reply landed = browser.open(callback).expect(303);

        assertThat(session.show().get("session").get("state").asText()).isEqualTo("failed");
        assertThat(session.show().get("session").get("reason").asText()).isEqualTo("access_denied");
        assertThat(Http.get(URI.create(landed.header("Location")), Map.of()).raw().body())
                .contains("Consent was not given");

        var _ = browser.open(Person.decide(browser.click(session), "ada", "approve"));
        assertThat(session.state()).isEqualTo("done");
    }

    @Test
    void theCallbackAskedTwiceTellsTheTruthBothTimes() {
        SessionLink session = SessionLink.of(user, Map.of());
        Browser browser = new Browser();
        URI callback = Person.decide(browser.click(session), "ada", "approve");

        for (int time = 0; time < 2; time++) {
            URI page = URI.create(browser.open(callback).expect(303).header("Location"));
            assertThat(Http.get(page, Map.of()).expect(200).raw().body())
                    .contains("Calendly is connected");
        }
        assertThat(session.state()).isEqualTo("done");
    }

    @Test
    void anotherBrowserThanTheOneThatClickedConnectsNothing() {
        SessionLink session = SessionLink.of(user, Map.of());
        URI callback = Person.decide(new Browser().click(session), "ada", "approve");

        var _ = new Browser().open(callback).expect(303);

        assertThat(session.show().get("session").get("reason").asText())
                .isEqualTo("browser_mismatch");
        assertThat(session.show().get("status").asText()).isEqualTo("not_connected");
    }

    @Test
    void goesBackToTheProductWhereTheSessionSaysSo() {
        SessionLink session =
                SessionLink.of(user, Map.of("return_to", PRODUCT + "/settings?tab=1"));
        Browser browser = new Browser();
        Http.Reply denied = browser.open(Person.decide(browser.click(session), "ada", "deny"));
        assertThat(backFrom(denied))
                .isEqualTo(PRODUCT + "/settings?tab=1&calendly=error&reason=access_denied");

        Http.Reply landed = browser.open(Person.decide(browser.click(session), "ada", "approve"));
        assertThat(backFrom(landed)).isEqualTo(PRODUCT + "/settings?tab=1&calendly=connected");
    }

    private static String backFrom(Http.Reply landed) {
        return Http.get(URI.create(landed.expect(303).header("Location")), Map.of())
                .expect(303)
                .header("Location");
    }

    @Test
    void holdsTheAnswerUntilSomethingChanges() {
        SessionLink session = SessionLink.of(user, Map.of());
        String tag = session.show("", Map.of()).expect(200).header("ETag");
        CompletableFuture<Http.Reply> held =
                CompletableFuture.supplyAsync(
                        () -> session.show("?wait=30", Map.of("If-None-Match", tag)));
        Browser browser = new Browser();
        URI consent = browser.click(session);

        await().until(held::isDone);
        assertThat(held.join().expect(200).body().get("session").get("state").asText())
                .isEqualTo("consenting");
        String next = held.join().header("ETag");
        assertThat(next).isNotEqualTo(tag);

        CompletableFuture<Http.Reply> again =
                CompletableFuture.supplyAsync(
                        () -> session.show("?wait", Map.of("If-None-Match", next)));
        var _ = browser.open(Person.decide(consent, "ada", "approve"));
        await().until(again::isDone);
        assertThat(again.join().expect(200).body().get("session").get("state").asText())
                .isIn("consenting", "done");
    }

    @Test
    void answersAtOnceWhatTheCallerHasMissed() {
        SessionLink session = SessionLink.of(user, Map.of());

        JsonNode reply =
                session.show("?wait=30", Map.of("If-None-Match", "\"another\"")).expect(200).body();

        assertThat(reply.get("session").get("state").asText()).isEqualTo("open");
        assertRefused(session.show("?wait=31", Map.of()), 400, "request-invalid");
        assertRefused(session.show("?wait=-1", Map.of()), 400, "request-invalid");
    }

    @Test
    void disconnects() {
        SessionLink session = connected("ada");

        session.disconnect().expect(204);
        session.disconnect().expect(204);

        assertThat(session.show().get("status").asText()).isEqualTo("disconnected");
    }

    @Test
    void aPurgeForgetsTheUsersSessions() {
        SessionLink session = connected("ada");

        Person.named(user).delete("/api/calendly/connection?purge=true").expect(204);

        assertThat(Dump.column("SELECT 1 FROM connect_sessions WHERE user_id = '" + user + "'"))
                .isEmpty();
        assertThat(session.show("", Map.of()).status()).isEqualTo(401);
    }

    @Test
    void nobodyElsesTokenOpensASession() {
        SessionLink session = SessionLink.of(user, Map.of("allowed_origins", List.of(PRODUCT)));
        String jwt = Person.newcomer().headers().get("Authorization");
        for (String wrong :
                List.of(
                        jwt,
                        "Bearer " + "A".repeat(43),
                        "Bearer " + session.token().substring(1),
                        "Basic " + session.token(),
                        "Bearer",
                        session.token())) {
            Map<String, String> headers = Map.of("Authorization", wrong, "Origin", PRODUCT);
            for (Http.Reply reply : calls(headers)) {
                assertRefused(reply, 401, "unauthenticated");
                assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
            }
        }
        calls(Map.of()).forEach(it -> assertRefused(it, 401, "unauthenticated"));
    }

    @Test
    void aSessionsTokenOpensNothingElse() {
        SessionLink session = SessionLink.of(user, Map.of());
        Map<String, String> headers = Map.of("Authorization", "Bearer " + session.token());

        for (String path :
                List.of(
                        "/api/calendly/connection",
                        "/api/meetings",
                        "/api/backend/sessions",
                        "/api/admin/connections")) {
            assertThat(Http.get(Surroundings.service(path), headers).status()).isIn(401, 405);
        }
    }

    @Test
    void anEndedSessionIsToldSoToItsOwnOrigin() {
        SessionLink session = SessionLink.of(user, Map.of("allowed_origins", List.of(PRODUCT)));
        Dump.execute(
                "UPDATE connect_sessions SET expires_at = now() - interval '1 second'"
                        + " WHERE user_id = '"
                        + user
                        + "'");

        Http.Reply reply = session.show("", Map.of("Origin", PRODUCT));

        assertRefused(reply, 401, "unauthenticated");
        assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo(PRODUCT);
    }

    @Test
    void onlyTheSessionsOwnOriginsMayRead() {
        SessionLink session = SessionLink.of(user, Map.of("allowed_origins", List.of(PRODUCT)));
        SessionLink closed = SessionLink.of(user, Map.of());

        assertThat(
                        session.show("", Map.of("Origin", PRODUCT))
                                .header("Access-Control-Allow-Origin"))
                .isEqualTo(PRODUCT);
        for (String other :
                List.of(Surroundings.product("").toString(), "https://evil.test", "null")) {
            assertThat(
                            session.show("", Map.of("Origin", other))
                                    .header("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
        assertThat(closed.show("", Map.of("Origin", PRODUCT)).header("Access-Control-Allow-Origin"))
                .isEmpty();
    }

    @Test
    void aPreflightKnowsTheOriginsOfTheProduct() {
        for (String path : List.of(CALL, CALL + "/connect", CALL + "/connection")) {
            Http.Reply ours =
                    Http.with(
                            "OPTIONS", Surroundings.service(path), null, Map.of("Origin", PRODUCT));
            assertThat(ours.expect(204).header("Access-Control-Allow-Origin")).isEqualTo(PRODUCT);
            assertThat(ours.header("Access-Control-Allow-Headers")).contains("Authorization");
            assertThat(ours.header("Access-Control-Allow-Credentials")).isEmpty();
            Http.Reply evil =
                    Http.with(
                            "OPTIONS",
                            Surroundings.service(path),
                            null,
                            Map.of("Origin", "https://evil.test"));
            assertThat(evil.header("Access-Control-Allow-Origin")).isEmpty();
        }
    }

    private static List<Http.Reply> calls(Map<String, String> headers) {
        return List.of(
                Http.get(Surroundings.service(CALL), headers),
                Http.post(Surroundings.service(CALL + "/connect"), Map.of(), headers),
                Http.with("DELETE", Surroundings.service(CALL + "/connection"), null, headers));
    }

    private SessionLink connected(String account) {
        SessionLink session = SessionLink.of(user, Map.of());
        Browser browser = new Browser();
        var _ = browser.open(Person.decide(browser.click(session), account, "approve"));
        assertThat(session.state()).isEqualTo("done");
        return session;
    }

    /// A browser that keeps what the link's page gives it.
    private static final class Browser {

        private String cookie = "";

        /// @return the consent page's address
        URI click(SessionLink session) {
            Http.Reply clicked = session.click().expect(303);
            cookie =
                    String.join(
                            "; ",
                            clicked.raw().headers().allValues("Set-Cookie").stream()
                                    .filter(it -> !it.contains("=;"))
                                    .map(it -> it.substring(0, it.indexOf(';')))
                                    .toList());
            return URI.create(clicked.header("Location"));
        }

        Http.Reply open(URI address) {
            return Http.get(address, cookie.isEmpty() ? Map.of() : Map.of("Cookie", cookie));
        }
    }
}
