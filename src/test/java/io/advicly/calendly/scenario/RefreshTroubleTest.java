package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.ImpatientSandboxResource;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// As many token calls as Calendly allows. A token that cannot be renewed is shown, with Calendly's
/// words, and asks nobody for a consent.
@QuarkusTest
@WithTestResource(ImpatientSandboxResource.class)
class RefreshTroubleTest {

    private static final Duration LONG = Duration.ofMinutes(1);

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
    void staysWithinCalendlysLimit() {
        Person olivia = Person.newcomer();
        olivia.connect("ada");

        List<Http.Reply> replies =
                IntStream.range(0, 10)
                        .mapToObj(i -> olivia.post("/api/calendly/connection", Map.of()))
                        .toList();

        assertThat(replies.subList(0, 7)).allMatch(it -> it.status() == 200);
        assertThat(replies.subList(7, 10))
                .allMatch(it -> it.status() == 503 && !it.header("Retry-After").isEmpty());
        assertThat(TokenCalls.of("ada")).hasSize(8);
        assertThat(olivia.connection().get("status").asText()).isEqualTo("active");
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of(
                        401,
                        "application/json",
                        "{\"error\":\"invalid_client\",\"error_description\":\"Client authentication failed\"}",
                        "invalid_client: Client authentication failed"),
                Arguments.of(400, "text/plain", "Bad Request here", "HTTP 400 text/plain: Bad Req"),
                Arguments.of(
                        200,
                        "application/json",
                        "{\"error\":\"invalid_grant\",\"error_description\":\"In disguise\"}",
                        "invalid_grant: In disguise"),
                Arguments.of(403, "text/html", "<html>Denied</html>", "HTTP 403 text/html"),
                Arguments.of(
                        400, "text/html", "{\"error\": \"invalid_grant\"", "HTTP 400 text/html"),
                Arguments.of(
                        403, "application/json", "{\"error\":\"invalid_grant\"}", "invalid_grant"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void isDegradedUntilTheTokenIsRenewed(int status, String type, String body, String words) {
        Person olivia = Person.newcomer();
        olivia.connect("ada");
        Map<String, Object> fault = new HashMap<>();
        fault.put("endpoint", "refresh");
        fault.put("status", status);
        fault.put("headers", Map.of("Content-Type", type));
        fault.put("body", body);
        fault.put("times", -1);
        Calendar.fault(fault);

        makeDue();

        await().atMost(LONG)
                .untilAsserted(
                        () -> assertThat(column("refresh_error")).isNotNull().startsWith(words));
        assertThat(olivia.connection().get("status").asText())
                .as("the token is still good")
                .isEqualTo("active");
        Dump.execute("UPDATE calendar_connections SET token_expires_at = now()");
        JsonNode shown = olivia.connection();
        assertThat(shown.get("status").asText()).isEqualTo("degraded");
        assertThat(shown.get("reason").asText()).contains(words).contains("tried again");

        Calendar.clearFaults();
        makeDue();

        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(olivia.connection().get("status").asText()).isEqualTo("active"));
        assertThat(column("refresh_failed_at")).isNull();
        assertThat(column("refresh_error")).isNull();
    }

    @Test
    void aWrongClientSecretIsNamedOnTheHealthPage() {
        Person olivia = Person.newcomer();
        olivia.connect("ada");
        assertThat(client()).isEqualTo("accepted");
        Calendar.fault(Map.of("endpoint", "refresh", "status", 401, "times", -1));

        makeDue();

        await().atMost(LONG).untilAsserted(() -> assertThat(client()).isEqualTo("refused"));
        await().untilAsserted(() ->
                assertThat(Http.get(Surroundings.service("/q/health"), Map.of()).status())
                        .isEqualTo(200));
        Calendar.clearFaults();
        makeDue();
        await().atMost(LONG).untilAsserted(() -> assertThat(client()).isEqualTo("accepted"));
    }

    private static String client() {
        JsonNode health = Http.get(Surroundings.service("/q/health"), Map.of()).body();
        for (JsonNode check : health.get("checks")) {
            if (check.get("name").asText().equals("Calendly")) {
                assertThat(check.get("status").asText()).isEqualTo("UP");
                return check.at("/data/client").asText();
            }
        }
        throw new AssertionError(health);
    }

    private static void makeDue() {
        Dump.execute(
                "UPDATE calendar_connections SET refresh_not_before = NULL, next_refresh_at = now()"
                        + " WHERE next_refresh_at IS NOT NULL");
    }

    private static String column(String name) {
        return Dump.column("SELECT " + name + " FROM calendar_connections").getFirst();
    }
}
