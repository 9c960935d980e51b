package io.advicly.calendly.scenario;

import static io.advicly.calendly.scenario.Refusals.assertRefused;
import static io.advicly.calendly.scenario.Refusals.assertStoresNothing;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The known attacks on an authorization code flow, by name.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class OAuthAttacksTest {

    private static final String CALLBACK = "/api/calendly/oauth/callback";

    private final Person victim = Person.newcomer();
    private final Person attacker = Person.newcomer();

    @BeforeEach
    void startOver() {
        CleanSlate.startOver();
    }

    /// The attacker consents with their own account and has the victim open the callback, so that
    /// the victim's meetings go to it.
    @Test
    void loginCsrf() {
        URI callback = Person.decide(attacker.askToConnect(), "ada", "approve");
        victim.askToConnect();

        assertStoresNothing(() -> assertReason(victim.land(callback), "browser_mismatch"));

        assertNotConnected(victim);
        assertNotConnected(attacker);
    }

    @Test
    void loginCsrfAgainstSomebodyWithoutAnyCookie() {
        URI callback = Person.decide(attacker.askToConnect(), "ada", "approve");

        assertStoresNothing(() -> assertReason(victim.land(callback), "browser_mismatch"));
    }

    @Test
    void stateReplay() {
        URI callback = Person.decide(victim.askToConnect(), "ada", "approve");
        assertThat(victim.land(callback)).hasQuery("calendly=connected");
        TokenCalls.forget();

        assertStoresNothing(() -> assertReason(victim.land(callback), "state_invalid"));
        assertThat(TokenCalls.exchanges()).isEmpty();
    }

    /// The same user name in another tenant is somebody else, also in the same browser.
    @Test
    void stateOfAnotherTenant() {
        String user = victim.user();
        Person there = Person.claiming(user, Map.of("tenant_id", "other"));

        URI callback = Person.decide(there.askToConnect(), "ada", "approve");
        victim.askToConnect();
        assertReason(victim.land(callback), "browser_mismatch");
        assertThat(there.connect("ada")).hasQuery("calendly=connected");

        assertNotConnected(victim);
        assertThat(there.connection().get("status").asText()).isEqualTo("active");
    }

    /// A code that was issued to the attacker, at the victim's own callback: it was bound to the
    /// attacker's PKCE challenge.
    @Test
    void codeInjection() {
        String code = parameter(Person.decide(attacker.askToConnect(), "ada", "approve"), "code");
        String state = parameter(victim.askToConnect(), "state");

        assertStoresNothing(() ->
                assertReason(
                        victim.land(
                                Surroundings.service(
                                        CALLBACK + "?code=" + code + "&state=" + state)),
                        "exchange_failed"));

        assertNotConnected(victim);
    }

    /// An account is its URI. Two that share an e-mail address stay two.
    @Test
    void accountsWithTheSameAddressAreNotMixedUp() {
        victim.connect("ada");
        String ada = victim.connection().at("/account/uri").asText();
        String email = "shared@example.test";
        Dump.execute("UPDATE calendar_connections SET provider_account_email = '" + email + "'");

        attacker.connect("gina");
        Dump.execute("UPDATE calendar_connections SET provider_account_email = '" + email + "'");
        victim.consent(victim.askToConnect(Map.of("switch_account", true)), "gina", "approve");

        assertThat(victim.connection().at("/account/uri").asText()).isNotEqualTo(ada);
        assertThat(
                        Dump.column(
                                "SELECT count(DISTINCT calendly_user_uri) FROM calendar_connections"
                                        + " WHERE user_id = '%s'".formatted(victim.user())))
                .containsExactly("2");
        assertThat(attacker.connection().get("status").asText()).isEqualTo("active");
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Purpose, prefetch",
        "Sec-Purpose, prefetch;prerender",
        "Purpose, prefetch",
        "X-Purpose, preview",
        "X-Moz, prefetch"
    })
    void aPrefetchLeavesTheStateUsable(String header, String value) {
        URI callback = Person.decide(victim.askToConnect(), "ada", "approve");

        assertStoresNothing(() -> {
            Http.Reply refused =
                    assertRefused(
                            Http.get(callback, Map.of(header, value)), 503, "not-for-prefetching");
            assertKeptToItself(refused);
        });

        assertThat(victim.land(callback)).hasQuery("calendly=connected");
    }

    @Test
    void aLookAtTheLinkLeavesTheStateUsable() {
        URI callback = Person.decide(victim.askToConnect(), "ada", "approve");

        assertStoresNothing(() -> {
            Http.Reply refused = Http.with("HEAD", callback, null, Map.of());
            assertThat(refused.status()).isEqualTo(405);
            assertKeptToItself(refused);
        });

        assertThat(victim.land(callback)).hasQuery("calendly=connected");
    }

    @Test
    void everyAnswerOfTheCallbackIsKeptToItself() {
        URI callback = Person.decide(victim.askToConnect(), "ada", "approve");

        assertKeptToItself(victim.open(callback));
        assertKeptToItself(victim.open(callback));
        assertKeptToItself(Http.get(Surroundings.service(CALLBACK), Map.of()));
        assertKeptToItself(Http.post(Surroundings.service(CALLBACK), Map.of(), Map.of()));
    }

    private static void assertKeptToItself(Http.Reply reply) {
        assertThat(reply.raw().headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(reply.raw().headers().allValues("Referrer-Policy"))
                .containsExactly("no-referrer");
        assertThat(reply.raw().headers().allValues("X-Content-Type-Options"))
                .containsExactly("nosniff");
    }

    private static void assertNotConnected(Person person) {
        assertThat(person.connection().get("status").asText()).isEqualTo("not_connected");
    }

    private static void assertReason(URI landed, String reason) {
        assertThat(landed)
                .hasToString("http://localhost:3000/settings?calendly=error&reason=" + reason);
    }

    private static String parameter(URI address, String name) {
        Matcher found = Pattern.compile("[?&]" + name + "=([^&]+)").matcher(address.toString());
        assertThat(found.find()).as(address.toString()).isTrue();
        return found.group(1);
    }
}
