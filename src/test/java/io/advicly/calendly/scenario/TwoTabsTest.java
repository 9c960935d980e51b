package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Crowd;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// A user who has two tabs open and consents in both.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class TwoTabsTest {

    @BeforeEach
    void startOver() {
        CleanSlate.startOver();
    }

    @RepeatedTest(5)
    void bothAreToldThatTheUserIsConnected() {
        Person olivia = Person.newcomer();

        assertThat(consentInBoth(olivia)).allMatch(TwoTabsTest::saysConnected);

        assertConnectedOnce(olivia);
    }

    /// Whoever has been connected before has a row for the account: the first tab moves the grant
    /// there while the second one has just stored its own, and looks for it where it was.
    @Test
    void theSlowerOneIsToldOfTheOthersConnection() {
        Person olivia = Person.newcomer();
        olivia.connect("ada");
        olivia.delete("/api/calendly/connection").expect(204);
        Calendar.fault(Map.of("endpoint", "users_me", "delay_ms", 1500, "times", 1));

        assertThat(consentInBoth(olivia)).allMatch(TwoTabsTest::saysConnected);

        assertConnectedOnce(olivia);
    }

    @Test
    void aGrantThatIsNoGoodIsNotCalledConnected() {
        Person olivia = Person.newcomer();
        URI callback = Person.decide(olivia.askToConnect(), "ada", "approve");

        assertThat(landAndWithdraw(olivia, callback, "ada").getQuery()).contains("calendly=error");
    }

    /// The connection that is there is not the one that was asked for.
    @Test
    void anotherAccountsConnectionDoesNotStandIn() {
        Person olivia = Person.newcomer();
        olivia.connect("ada");
        URI consent = olivia.askToConnect(Map.of("switch_account", true));
        URI callback = Person.decide(consent, "alan", "approve");

        assertThat(landAndWithdraw(olivia, callback, "alan").getQuery()).contains("calendly=error");
        assertThat(olivia.connection().at("/account/uri").asText()).endsWith("/ada");
    }

    /// The consent is withdrawn once its code is exchanged.
    private static URI landAndWithdraw(Person person, URI callback, String account) {
        Calendar.fault(Map.of("endpoint", "users_me", "delay_ms", 6000, "times", 1));
        CompletableFuture<URI> landing = CompletableFuture.supplyAsync(() -> person.land(callback));
        await().until(() -> Calendar.livingGrants(account) == 1);
        Calendar.control("POST", "/_control/grants/revoke", Map.of("account", account), 200);
        return landing.join();
    }

    private static List<URI> consentInBoth(Person person) {
        URI one = Person.decide(person.askToConnect(), "ada", "approve");
        URI other = Person.decide(person.askToConnect(), "ada", "approve");
        List<Callable<URI>> tabs = List.of(() -> person.land(one), () -> person.land(other));
        return Crowd.all(2, tabs);
    }

    private static void assertConnectedOnce(Person person) {
        assertThat(person.connection().get("status").asText()).isEqualTo("active");
        await().untilAsserted(() -> {
            assertThat(Ours.subscriptions()).hasSize(1);
            assertThat(Dump.count("calendar_connections")).isEqualTo(1);
        });
    }

    private static boolean saysConnected(URI landing) {
        return "calendly=connected".equals(landing.getQuery());
    }
}
