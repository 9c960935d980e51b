package io.advicly.calendly.scenario;

import static io.advicly.calendly.scenario.Acts.assertActive;
import static io.advicly.calendly.scenario.Acts.assertDelivered;
import static io.advicly.calendly.scenario.Acts.connected;
import static io.advicly.calendly.scenario.Acts.look;
import static io.advicly.calendly.scenario.Acts.lose;
import static io.advicly.calendly.scenario.Acts.only;
import static io.advicly.calendly.scenario.Acts.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Calendly lists something that cannot be read: what it is about is left alone, all else goes on.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class UnreadableRecordTest {

    /// For a breaker as it is shipped.
    private static final int ENOUGH = 10;

    private final MeterRegistry metrics;
    private final CircuitBreakerMaintenance breakers;

    UnreadableRecordTest(MeterRegistry metrics, CircuitBreakerMaintenance breakers) {
        this.metrics = metrics;
        this.breakers = breakers;
    }

    @BeforeEach
    void startOver() {
        Calendar.clearFaults();
        CleanSlate.startOver();
    }

    @AfterEach
    void clear() {
        Calendar.clearFaults();
    }

    @Test
    void oursIsNeitherReplacedNorForgotten() {
        Person ada = connected("ada");
        String serving = only().get("id").asText();
        TokenCalls.forget();
        list(uri());

        look();

        assertThat(Calendar.requests("webhook_list")).isNotEmpty();
        assertThat(Calendar.requests("webhook_create")).isEmpty();
        assertThat(only().get("id").asText()).isEqualTo(serving);
        assertThat(rows("state = 'ACTIVE' AND is_active")).isEqualTo(1);
        assertThat(Dump.column("SELECT last_outcome FROM calendly_organizations"))
                .containsExactly(
                        "What Calendly lists as the organization's subscription cannot be read.");
        Calendar.clearFaults();
        look();
        assertActive(ada);
        assertDelivered(ada, "ada");
        assertThat(rows("true")).isEqualTo(1);
    }

    /// It would be deleted, and made anew, at each look.
    @ParameterizedTest
    @CsvSource({
        "organization, https://api.calendly.com/organizations/OTHER",
        "scope, user",
        "scope, group"
    })
    void oursThatIsListedAsAnothersIsNeitherReplacedNorForgotten(String field, String value) {
        Person ada = connected("ada");
        String serving = only().get("id").asText();
        TokenCalls.forget();
        spoil("webhook_list", Map.of("field", field, "value", value));

        look();
        look();

        assertThat(Calendar.requests("webhook_list")).isNotEmpty();
        assertThat(Calendar.requests("webhook_create")).isEmpty();
        assertThat(only().get("id").asText()).isEqualTo(serving);
        Calendar.clearFaults();
        look();
        assertActive(ada);
        assertDelivered(ada, "ada");
        assertThat(rows("true")).isEqualTo(1);
    }

    @Test
    void somebodyElsesKeepsNobodyFromBeingServed() {
        Person ada = connected("ada");
        lose(only());
        list("https://api.calendly.com/webhook_subscriptions/somebody-elses");

        look();

        assertThat(Ours.subscriptions()).isNotEmpty();
        Calendar.clearFaults();
        look();
        assertActive(ada);
        assertDelivered(ada, "ada");
        assertThat(Ours.subscriptions()).hasSize(1);
    }

    /// What it counts are calls that came to nothing for Calendly's being away.
    @Test
    void howeverManyCannotBeReadTheBreakerCountsNone() {
        Person ada = Nights.read("ada");
        Calendar.switchTo("hold_deliveries", true);
        long before = away();
        for (String endpoint :
                List.of("scheduled_events", "scheduled_event", "invitees", "webhook_list")) {
            spoil(endpoint, Map.of("field", "uri", "value", 7));
        }
        int lookedUp = Calendar.requests("scheduled_event").size();

        for (int night = 0; night < 4; night++) {
            Nights.passes();
            look();
        }

        assertThat(Calendar.requests("scheduled_event").size()).isGreaterThan(lookedUp + ENOUGH);
        assertThat(ada.connection().at("/sync/unreadable").asInt()).isPositive();
        assertThat(away()).isEqualTo(before);
        assertThat(breakers.currentState("calendly-api")).isEqualTo(CircuitBreakerState.CLOSED);
    }

    private long away() {
        return metrics.find("calendly.client.calls").tag("outcome", "unavailable").timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    private static void spoil(String endpoint, Map<String, ?> mangle) {
        Calendar.fault(Map.of("endpoint", endpoint, "times", -1, "mangle", mangle));
    }

    private static String uri() {
        return Dump.column(
                        "SELECT webhook_subscription_uri FROM calendly_webhook_subscriptions WHERE is_active")
                .getFirst();
    }

    private static void list(String uri) {
        Calendar.fault(
                Map.of(
                        "endpoint",
                        "webhook_list",
                        "times",
                        -1,
                        "status",
                        200,
                        "body",
                        Map.of(
                                "collection",
                                List.of(Map.of("uri", uri, "state", "active", "scope", "team")),
                                "pagination",
                                Map.of())));
    }
}
