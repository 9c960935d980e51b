package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Person;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/// What happens to an organization's subscriptions in one scenario after the other.
final class Acts {

    static final Duration LONG = Duration.ofSeconds(60);

    private Acts() {}

    static Person connected(String account) {
        return consenting(Person.newcomer(), account);
    }

    /// Somebody who leaves out some of the scopes that are asked for.
    static Person connectedWithout(String scopes, String account) {
        Person person = Person.newcomer();
        assertThat(
                        person.consent(without(scopes, person.askToConnect()), account, "approve")
                                .getQuery())
                .isEqualTo("calendly=connected");
        return person;
    }

    /// The address of a consent page that asks for fewer scopes.
    static URI without(String scopes, URI authorize) {
        String without = authorize.toString();
        for (String scope : scopes.split(" ", -1)) {
            without = without.replace(scope.replace(":", "%3A"), "");
        }
        assertThat(without).isNotEqualTo(authorize.toString());
        return URI.create(without);
    }

    private static Person consenting(Person person, String account) {
        assertThat(person.connect(account).getQuery()).isEqualTo("calendly=connected");
        return person;
    }

    /// Calendly's side of it: the account withdraws its consent.
    static void revoke(String account) {
        Calendar.control("POST", "/_control/grants/revoke", Map.of("account", account), 200);
    }

    /// Calendly's side of it: the subscription is not there any more, and nobody says so.
    static void lose(JsonNode subscription) {
        String id = subscription.get("id").asText();
        Calendar.control("DELETE", "/_control/subscriptions/" + id, null, 200, 204);
    }

    /// Our one subscription, once there is no other: whoever has connected or left waits for that
    /// only so long.
    static JsonNode only() {
        return await().atMost(LONG).until(Ours::subscriptions, all -> all.size() == 1).getFirst();
    }

    /// There is only the organization's, and somebody who has one of their own no more is told so.
    static void assertOnlyTheOrganizations(Person served) {
        await().untilAsserted(() -> {
            assertThat(only().get("scope").asText()).isEqualTo("organization");
            assertThat(served.connection().at("/webhook/scope").asText()).isEqualTo("organization");
        });
    }

    /// Every organization is looked at, once at least, from now on.
    static void look() {
        Dump.execute(
                "UPDATE calendly_organizations SET due_at = now(), attempts = 0, marks = marks + 1");
        awaitLooked();
    }

    /// Every look that is due by a mark has ended.
    static void awaitLooked() {
        await().atMost(LONG)
                .until(() ->
                        Dump.column(
                                        "SELECT 1 FROM calendly_organizations WHERE settled_marks < marks")
                                .isEmpty());
    }

    static void assertActive(Person person) {
        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(person.connection().get("status").asText()).isEqualTo("active"));
    }

    static void assertListed(Person person, Calendar.Booking booking) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(Ours.meeting(person, booking)).isNotNull());
    }

    /// What is booked from now on is seen.
    static void assertDelivered(Person person, String account) {
        assertListed(person, Calendar.bookWith(account, "Grace Guest"));
    }

    /// Whoever was to be read again after a gap was.
    static void assertNoGapIsOpen() {
        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(Dump.column("SELECT connection_id FROM delivery_gaps"))
                                .isEmpty());
    }

    /// The status says what Calendly said, and when it is asked again.
    static void assertDegraded(Person person, String words) {
        await().atMost(LONG)
                .untilAsserted(() -> {
                    JsonNode shown = person.connection();
                    assertThat(shown.get("status").asText()).isEqualTo("degraded");
                    assertThat(shown.get("reason").asText()).contains(words);
                    assertThat(shown.at("/webhook/next_try_at").asText()).isNotEmpty();
                });
    }

    static int rows(String condition) {
        return Dump.column("SELECT id FROM calendly_webhook_subscriptions WHERE " + condition)
                .size();
    }
}
