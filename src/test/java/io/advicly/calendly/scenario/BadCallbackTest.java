package io.advicly.calendly.scenario;

import static io.advicly.calendly.scenario.Refusals.assertRefused;
import static io.advicly.calendly.scenario.Refusals.assertStoresNothing;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Browsers that come back from Calendly with something else than a good code and a good state.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class BadCallbackTest {

    private static final String CALLBACK = "/api/calendly/oauth/callback";
    private static final Pattern STATE = Pattern.compile("[?&]state=([A-Za-z0-9_-]+)");

    private final Person olivia = Person.newcomer();

    @BeforeEach
    void startOver() {
        CleanSlate.startOver();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?code=c",
                "?error=access_denied",
                "?code=c&state=",
                "?code=c&state=%20",
                "?code=c&state=unknown",
                "?code=c&state=%00%F0%9F%92%A5",
                "?error=access_denied&state=unknown"
            })
    void withoutAUsableStateThereIsNoRedirect(String query) {
        assertStoresNothing(() -> assertNoRedirect(open(query), "state-invalid"));
    }

    @Test
    void aLongStateIsRefused() {
        assertStoresNothing(() ->
                assertNoRedirect(open("?code=c&state=" + "x".repeat(3_000)), "state-invalid"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&code=", "&code=%20", "&error="})
    void anAnswerWithoutCodeLeavesTheStateUsable(String rest) {
        URI authorize = olivia.askToConnect();

        assertStoresNothing(() ->
                assertNoRedirect(
                        olivia.open(callback("?state=" + state(authorize) + rest)),
                        "callback-incomplete"));

        assertThat(olivia.consent(authorize, "ada", "approve")).hasQuery("calendly=connected");
    }

    /// A browser sends all that it has, other people's too.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$Version=abc; a=b",
                "=; ;; a=\"unterminated",
                "$Version=\"1\"; $Path=\"/\"; a=b, c=d",
                "a=\u00ff\u00fe"
            })
    void cookiesOfOthersThatAreOddDoNoHarm(String odd) {
        URI callback = Person.decide(olivia.askToConnect(), "ada", "approve");

        Http.Reply reply = olivia.open(callback, List.of(odd));

        assertThat(reply.expect(303).header("Location")).endsWith("calendly=connected");
    }

    @Test
    void aStateServesOnce() {
        URI callback = Person.decide(olivia.askToConnect(), "ada", "approve");
        assertThat(olivia.land(callback)).hasQuery("calendly=connected");

        assertStoresNothing(() -> assertReason(olivia.land(callback), "state_invalid"));
    }

    @Test
    void aStateExpires() {
        URI authorize = olivia.askToConnect();
        URI callback = Person.decide(authorize, "ada", "approve");
        assertThat(
                        Dump.column(
                                "UPDATE oauth_states SET expires_at = now() - interval '1 second'"
                                        + " WHERE state_hash = sha256('%s') RETURNING tenant_id"
                                                .formatted(state(authorize))))
                .hasSize(1);

        assertStoresNothing(() -> assertReason(olivia.land(callback), "state_expired"));
    }

    @Test
    void anotherBrowserIsRefused() {
        URI callback = Person.decide(olivia.askToConnect(), "ada", "approve");
        Person victim = Person.newcomer();
        victim.askToConnect();

        assertStoresNothing(() -> assertReason(victim.land(callback), "browser_mismatch"));
        assertStoresNothing(() -> assertReason(olivia.land(callback), "state_invalid"));
    }

    @Test
    void aForeignCookieIsRefused() {
        Http.Reply asked = olivia.post("/api/calendly/connection", Map.of()).expect(200);
        String cookie = asked.header("Set-Cookie").replaceFirst("=.*", "");
        URI callback =
                Person.decide(
                        URI.create(asked.body().get("authorization_url").asText()),
                        "ada",
                        "approve");

        assertStoresNothing(() ->
                assertReason(
                        location(Http.get(callback, Map.of("Cookie", cookie + "=foreign"))),
                        "browser_mismatch"));
    }

    @Test
    void aDeniedConsentIsTold() {
        URI authorize = olivia.askToConnect();

        assertStoresNothing(
                () -> assertReason(olivia.consent(authorize, "ada", "deny"), "access_denied"));
        assertThat(olivia.connection().get("status").asText()).isEqualTo("not_connected");
    }

    @Test
    void anyOtherErrorOfCalendlyIsTold() {
        URI authorize = olivia.askToConnect();

        assertStoresNothing(() ->
                assertReason(
                        olivia.land(callback("?error=%0Aodd&state=" + state(authorize))),
                        "exchange_failed"));
    }

    @Test
    void aCodeThatCalendlyRefusesIsTold() {
        URI authorize = olivia.askToConnect();

        assertStoresNothing(() ->
                assertReason(
                        olivia.land(callback("?code=invented&state=" + state(authorize))),
                        "exchange_failed"));
        assertThat(TokenCalls.exchanges()).hasSize(1);
    }

    static Stream<Map<String, Object>> faults() {
        return Stream.of(
                Map.of("endpoint", "exchange", "status", 500),
                Map.of("endpoint", "exchange", "status", 503),
                Map.of("endpoint", "exchange", "status", 429),
                Map.of("endpoint", "exchange", "cut", true),
                Map.of("endpoint", "exchange", "cut", true, "lose_reply", true),
                Map.of("endpoint", "exchange", "garbage", true));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void calendlyBeingAwayIsTold(Map<String, Object> fault) {
        URI callback = Person.decide(olivia.askToConnect(), "ada", "approve");
        Calendar.fault(fault);

        assertStoresNothing(() -> assertReason(olivia.land(callback), "calendly_unavailable"));

        assertThat(olivia.connect("ada")).hasQuery("calendly=connected");
    }

    private static void assertNoRedirect(Http.Reply reply, String type) {
        assertRefused(reply, 400, type);
        assertThat(reply.header("Location")).isEmpty();
        // The address may hold a state that still serves.
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
    }

    private static void assertReason(URI landed, String reason) {
        assertThat(landed)
                .hasToString("http://localhost:3000/settings?calendly=error&reason=" + reason);
    }

    private static Http.Reply open(String query) {
        return Http.get(callback(query), Map.of());
    }

    private static URI callback(String query) {
        return Surroundings.service(CALLBACK + query);
    }

    private static URI location(Http.Reply reply) {
        return URI.create(reply.expect(303).header("Location"));
    }

    private static String state(URI authorize) {
        Matcher state = STATE.matcher(authorize.toString());
        assertThat(state.find()).isTrue();
        return state.group(1);
    }
}
