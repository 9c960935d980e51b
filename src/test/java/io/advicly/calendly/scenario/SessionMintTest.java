package io.advicly.calendly.scenario;

import static io.advicly.calendly.scenario.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// How a backend gets a session for one of its users.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class SessionMintTest {

    private static final String SESSIONS = "/api/backend/sessions";

    private final String user = "minted-" + UUID.randomUUID();

    static Stream<Map<String, ?>> wrong() {
        return Stream.of(
                Map.of(),
                Map.of("user", ""),
                Map.of("user", "x".repeat(801)),
                Map.of("user", "\u00e9".repeat(401)),
                Map.of("user", "\u0000"),
                Map.of("user", "u", "return_to", "https://evil.test/"),
                Map.of("user", "u", "return_to", "/relative"),
                Map.of("user", "u", "locale", "not a locale"),
                Map.of("user", "u", "allowed_origins", List.of("https://evil.test")),
                Map.of("user", "u", "allowed_origins", List.of("*")),
                Map.of("user", "u", "allowed_origins", List.of("null")),
                Map.of("user", "u", "allowed_origins", List.of("http://localhost:3000/page")),
                Map.of("user", "u", "allowed_origins", List.of("http://localhost:3000?a")),
                Map.of("user", "u", "tenant_id", "*"));
    }

    @Test
    void isGoodForHalfAnHourAndStoredAsAHash() {
        JsonNode minted =
                Person.backend("default")
                        .post(
                                SESSIONS,
                                Map.of(
                                        "user",
                                        user,
                                        "return_to",
                                        "http://localhost:3000/settings",
                                        "locale",
                                        "pt-BR",
                                        "allowed_origins",
                                        List.of("http://localhost:3000/")))
                        .expect(201)
                        .body();

        String token = minted.get("token").asText();
        assertThat(token).matches("[A-Za-z0-9_-]{43}");
        assertThat(minted.get("link").asText())
                .isEqualTo(Surroundings.service("/connect/" + token).toString());
        assertThat(Instant.parse(minted.get("expires_at").asText()))
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(25)),
                        Instant.now().plus(Duration.ofMinutes(31)));
        assertThat(row("encode(token_hash, 'hex') || allowed_origins || locale"))
                .singleElement()
                .satisfies(it ->
                        assertThat(it)
                                .doesNotContain(token)
                                .endsWith("http://localhost:3000pt-BR"));
    }

    @Test
    void isInTheAudit() {
        var _ = Person.backend("default").post(SESSIONS, Map.of("user", user)).expect(201);

        assertThat(
                        Dump.column(
                                "SELECT actor_user_id FROM audit_events WHERE action = 'session.created'"
                                        + " AND user_id = '"
                                        + user
                                        + "' AND tenant_id = 'default'"))
                .singleElement()
                .satisfies(it -> assertThat(it).startsWith("backend-"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void asksForNothingThatIsWrong(Map<String, ?> request) {
        Http.Reply reply = Person.backend("default").post(SESSIONS, request);

        assertThat(reply.status()).as(reply.raw().body()).isEqualTo(400);
    }

    @Test
    void staysInTheTenantOfItsBackend() {
        Person acme = Person.backend("acme");
        Person all = Person.backend("*");

        assertRefused(
                acme.post(SESSIONS, Map.of("user", user, "tenant_id", "other")), 404, "not-found");
        assertRefused(all.post(SESSIONS, Map.of("user", user)), 400, "request-invalid");
        var _ = acme.post(SESSIONS, Map.of("user", user)).expect(201);
        assertThat(row("tenant_id")).containsExactly("acme");
        var _ = all.post(SESSIONS, Map.of("user", user, "tenant_id", "other")).expect(201);
        assertThat(row("tenant_id")).containsExactlyInAnyOrder("acme", "other");
    }

    private List<String> row(String column) {
        return Dump.column(
                "SELECT " + column + " FROM connect_sessions WHERE user_id = '" + user + "'");
    }
}
