package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.ImpatientSandboxResource;
import io.advicly.calendly.testing.Person;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Everything that can go wrong with a call, at each call of each flow: the caller gets the
/// contract's answer, and once it is over, one more call or the sweep puts things right.
@QuarkusTest
@WithTestResource(ImpatientSandboxResource.class)
class FaultsTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private static final Map<String, Map<String, Object>> FAULTS =
            Map.of(
                    "500", Map.of("status", 500),
                    "503", Map.of("status", 503),
                    "429", Map.of("status", 429, "headers", Map.of("X-RateLimit-Reset", "1")),
                    "delay", Map.of("delay_ms", 6000),
                    "cut", Map.of("cut", true),
                    "garbage", Map.of("garbage", true));

    static Stream<Arguments> connecting() {
        return matrix(List.of("exchange", "users_me"));
    }

    static Stream<Arguments> subscribing() {
        return matrix(List.of("webhook_list", "webhook_create"));
    }

    static Stream<Arguments> reconnecting() {
        return matrix(List.of("refresh", "users_me"));
    }

    static Stream<Arguments> disconnecting() {
        return matrix(List.of("webhook_delete", "revoke"));
    }

    static Stream<Arguments> sweeping() {
        return matrix(List.of("webhook_list", "webhook_create"));
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

    @ParameterizedTest
    @MethodSource("connecting")
    void whileConnecting(String endpoint, String fault) {
        Person olivia = Person.newcomer();
        URI authorize = olivia.askToConnect();
        order(endpoint, fault);

        URI landed = olivia.consent(authorize, "ada", "approve");

        assertThat(landed.getQuery()).isEqualTo("calendly=error&reason=calendly_unavailable");
        Calendar.clearFaults();
        assertRightAgain(olivia);
    }

    /// The user is connected, and is told that deliveries are not.
    @ParameterizedTest
    @MethodSource("subscribing")
    void whileSubscribing(String endpoint, String fault) {
        Person olivia = Person.newcomer();
        URI authorize = olivia.askToConnect();
        order(endpoint, fault);

        URI landed = olivia.consent(authorize, "ada", "approve");

        assertThat(landed.getQuery()).isEqualTo("calendly=connected");
        assertThat(olivia.connection().get("status").asText()).isEqualTo("degraded");
        assertThat(olivia.connection().get("reason").asText()).contains("tried again");
        assertThat(olivia.connection().at("/webhook/next_try_at").asText()).isNotEmpty();
        Calendar.Booking missed = Calendar.book("ada-intro", "Missed Guest");
        Calendar.clearFaults();
        Ours.makeDue();
        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(olivia.connection().get("status").asText()).isEqualTo("active"));
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(Ours.meeting(olivia, missed)).isNotNull());
        assertThat(Ours.subscriptions()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("reconnecting")
    void whileReconnecting(String endpoint, String fault) {
        Person olivia = Person.newcomer();
        olivia.connect("ada");
        order(endpoint, fault);

        Http.Reply reply = olivia.post("/api/calendly/connection", Map.of()).expect(503);

        assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
        assertThat(reply.header("Retry-After")).isNotEmpty();
        assertThat(reply.body().at("/calendly").isObject()).isTrue();
        Calendar.clearFaults();
        assertRightAgain(olivia);
    }

    @ParameterizedTest
    @MethodSource("disconnecting")
    void whileDisconnecting(String endpoint, String fault) {
        Person olivia = Person.newcomer();
        olivia.connect("ada");
        order(endpoint, fault);

        olivia.delete("/api/calendly/connection").expect(204);

        assertThat(olivia.connection().get("status").asText()).isEqualTo("disconnected");
        Calendar.clearFaults();
        Ours.makeDue();
        await().atMost(LONG).untilAsserted(() -> assertThat(Ours.subscriptions()).isEmpty());
        await().atMost(LONG).untilAsserted(() -> assertThat(Calendar.livingGrants("ada")).isZero());
    }

    @ParameterizedTest
    @MethodSource("sweeping")
    void whileSweeping(String endpoint, String fault) {
        Person olivia = Person.newcomer();
        olivia.connect("ada");
        Calendar.control(
                "PATCH",
                "/_control/subscriptions/" + Acts.only().get("id").asText(),
                Map.of("state", "disabled"),
                200);
        order(endpoint, fault);

        Ours.makeDue();

        await().atMost(LONG)
                .untilAsserted(() -> assertThat(Calendar.requests(endpoint)).isNotEmpty());
        Calendar.clearFaults();
        await().atMost(LONG)
                .untilAsserted(() -> {
                    Ours.makeDue();
                    assertThat(Ours.subscriptions())
                            .singleElement()
                            .satisfies(
                                    it -> assertThat(it.get("state").asText()).isEqualTo("active"));
                    assertThat(olivia.connection().get("status").asText()).isEqualTo("active");
                });
    }

    private static Stream<Arguments> matrix(List<String> endpoints) {
        return endpoints.stream()
                .flatMap(endpoint ->
                        FAULTS.keySet().stream()
                                .sorted()
                                .map(fault -> Arguments.of(endpoint, fault)));
    }

    private static void order(String endpoint, String fault) {
        Calendar.control("DELETE", "/_control/requests", null, 204);
        Map<String, Object> order = new HashMap<>(FAULTS.get(fault));
        order.put("endpoint", endpoint);
        order.put("times", -1);
        Calendar.fault(order);
    }

    /// One more call: without consent where the grant is still good, honestly with it where it is
    /// not.
    private static void assertRightAgain(Person person) {
        await().atMost(LONG)
                .ignoreExceptions()
                .untilAsserted(() -> {
                    Http.Reply reply =
                            person.post("/api/calendly/connection", Map.of()).expect(200);
                    if (reply.body().get("status").asText().equals("authorization_required")) {
                        person.consent(
                                URI.create(reply.body().get("authorization_url").asText()),
                                "ada",
                                "approve");
                    }
                    assertThat(person.connection().get("status").asText()).isEqualTo("active");
                });
        await().atMost(LONG).untilAsserted(() -> assertThat(Ours.subscriptions()).hasSize(1));
    }
}
