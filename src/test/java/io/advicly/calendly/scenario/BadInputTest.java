package io.advicly.calendly.scenario;

import static io.advicly.calendly.scenario.Refusals.assertRefused;
import static io.advicly.calendly.scenario.Refusals.assertStoresNothing;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Calls of the API that make no sense.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class BadInputTest {

    private static final String CONNECTION = "/api/calendly/connection";
    private static final List<String> MORE = List.of(" nonsense", "{}", "\u0000", "]", ",");

    @BeforeEach
    void startOver() {
        CleanSlate.startOver();
    }

    @Test
    void unknownFieldsAreIgnored() {
        Person person = Person.newcomer();

        Http.Reply reply =
                person.post(
                        CONNECTION,
                        Map.of("return_to", "http://localhost:3000/x", "colour", Map.of("red", 1)));

        assertThat(reply.expect(200).body().get("status").asText())
                .isEqualTo("authorization_required");
    }

    @Test
    void anAddressWithHalfACharacterIsRefused() {
        byte[] body = "{\"return_to\":\"http://localhost:3000/\\u0000x\\ud800\"}".getBytes(UTF_8);

        assertRefused(Person.newcomer().post(CONNECTION, body), 400, "return-to-not-allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"return_to\":",
                "{\"switch_account\":\"perhaps\"}",
                "{\"switch_account\":\"true\"}",
                "{\"switch_account\":\"\"}",
                "{\"switch_account\":1}",
                "{\"return_to\":{\"a\":1}}",
                "[]",
                "1",
                "nonsense",
                "\u0000"
            })
    void aMalformedBodyIsRefused(String body) {
        Person person = Person.newcomer();

        assertStoresNothing(() ->
                assertRefused(
                        person.post(CONNECTION, body.getBytes(UTF_8)), 400, "request-invalid"));
    }

    /// Whoever sends more than one document, or a damaged one, means something else than the first.
    @ParameterizedTest
    @MethodSource("io.advicly.calendly.scenario.Routes#withABody")
    void bytesBehindTheJsonAreRefused(Routes.Route route) {
        Map<String, String> caller = bearer(route);
        assertStoresNothing(() ->
                MORE.forEach(
                        more -> assertRefused(sent(more, route, caller), 400, "request-invalid")));
    }

    @ParameterizedTest
    @MethodSource("io.advicly.calendly.scenario.Routes#withABody")
    void aFieldThatIsSaidTwiceIsRefused(Routes.Route route) {
        String twice = "{\"url\":\"https://8.8.8.8/events\",\"url\":\"https://8.8.4.4/events\"}";
        Map<String, String> caller = bearer(route);

        assertStoresNothing(
                () -> assertRefused(sentAlone(twice, route, caller), 400, "request-invalid"));
    }

    private static Http.Reply sent(String more, Routes.Route route, Map<String, String> caller) {
        return sentAlone("{\"url\":\"https://8.8.8.8/events\"}" + more, route, caller);
    }

    private static Http.Reply sentAlone(
            String body, Routes.Route route, Map<String, String> caller) {
        return Http.with(
                route.method(), Surroundings.service(route.path()), body.getBytes(UTF_8), caller);
    }

    private static Map<String, String> bearer(Routes.Route route) {
        if (route.path().startsWith("/api/connect/")) {
            return Map.of("Authorization", "Bearer " + session());
        }
        if (route.path().startsWith("/api/admin/")) {
            return Person.admin().headers();
        }
        return route.path().startsWith("/api/backend/")
                ? Person.backend("default").headers()
                : Person.newcomer().headers();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded"})
    void aBodyThatIsNotJsonIsRefused(String contentType) {
        assertStoresNothing(() ->
                assertRefused(
                        connect("return_to=http://localhost:3000/".getBytes(UTF_8), contentType),
                        415,
                        "unsupported-media-type"));
    }

    /// Whoever asks for it in other words would take meetings for deleted that are still there.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "purge",
                "purge=",
                "purge=1",
                "purge=yes",
                "purge=TRUE",
                "purge=true&purge=false"
            })
    void aPurgeThatIsNotSaidPlainlyIsRefused(String query) {
        Person person = Person.newcomer();
        Person backend = Person.backend("default");
        String known = "/api/backend/connections/" + UUID.randomUUID();

        for (Http.Reply reply :
                List.of(
                        person.delete("/api/calendly/connection?" + query),
                        backend.delete(known + "?" + query))) {
            assertRefused(reply, 400, "request-invalid");
            assertThat(reply.body().get("detail").asText()).contains("true or false");
        }
    }

    /// A backend that has lost its user's name asks for one user, and must not get all.
    @ParameterizedTest
    @ValueSource(strings = {"user", "user=", "user=&status=active", "user=olivia&user=other"})
    void aUserThatIsNotNamedIsNotEverybody(String query) {
        Person backend = Person.backend("default");

        for (String list : List.of("connections", "meetings")) {
            assertRefused(
                    backend.get("/api/backend/" + list + "?" + query), 400, "request-invalid");
        }
    }

    @Test
    void aContentTypeThatIsNoneIsRefused() {
        assertStoresNothing(() ->
                assertRefused(
                        connect("{}".getBytes(UTF_8), "json;;/"), 415, "unsupported-media-type"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.test/",
                "http://localhost:3000.evil.test/",
                "http://localhost:3000@evil.test/",
                "http://localhost:3000\\@evil.test/",
                "//localhost:3000/settings",
                "http://localhost:3000%40evil.test/",
                "http://localhost%3A3000@evil.test/",
                "http://localhost:3000%2f@evil.test/",
                "http://localhost:3000#@evil.test:80\\",
                "http://localhost:3001/",
                "http://localhost/",
                "https://localhost:3000/",
                "http:localhost:3000/",
                "http:/localhost:3000/",
                "http:///localhost:3000/",
                "http://localh\u00f6st:3000/",
                "http://\u24dbocalhost:3000/",
                "http://localhost\u3002evil.test/",
                "http://xn--localhst-p4a:3000/",
                "http://localhost.:3000/",
                "http://localhost:3000/\r\nSet-Cookie: a=b",
                "http://localhost:3000/\t",
                "http://localhost:3000\\evil.test",
                "data:text/html,http://localhost:3000/",
                "ftp://localhost:3000/",
                "/settings",
                "javascript:alert(1)",
                "http://localhost:3000/a b"
            })
    void aReturnAddressThatIsNotAllowedIsRefused(String returnTo) {
        Person person = Person.newcomer();

        assertStoresNothing(() ->
                assertRefused(
                        person.post(CONNECTION, Map.of("return_to", returnTo)),
                        400,
                        "return-to-not-allowed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=201",
                "limit=many",
                "status=open",
                "from=yesterday",
                "to=2026-13-01",
                "cursor=x",
                "cursor=%00"
            })
    void aMeaninglessParameterIsRefused(String parameter) {
        assertRefused(Person.newcomer().get("/api/meetings?" + parameter), 400, "request-invalid");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /api/nothing,                 404, not-found",
        "GET,    /nothing,                     404, not-found",
        "GET,    /api/meetings/none,           404, not-found",
        "PUT,    /api/meetings,                405, method-not-allowed",
        "PATCH,  /api/calendly/connection,     405, method-not-allowed",
        "GET,    /api/calendly/webhooks/token, 405, method-not-allowed",
        "POST,   /api/calendly/oauth/callback, 405, method-not-allowed"
    })
    void anAddressThatIsNoneIsRefused(String method, String path, int status, String type) {
        assertRefused(
                Http.with(
                        method,
                        Surroundings.service(path),
                        method.equals("GET") ? null : Map.of(),
                        Person.newcomer().headers()),
                status,
                type);
    }

    /// No client of the JDK sends one.
    @Test
    void aRequestThatNamesNoHostIsRefused() throws IOException {
        assertThat(answer("GET /api/meetings HTTP/1.1\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("application/problem+json", "problem:request-invalid")
                .doesNotContain("stack");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status=%zz", "x=%", "%=1"})
    void aQueryThatCannotBeDecodedIsRefused(String query) throws IOException {
        String token = Person.newcomer().headers().get("Authorization");

        assertThat(
                        answer(
                                "GET /api/meetings?%s HTTP/1.1\r\nHost: localhost\r\nAuthorization: %s\r\nConnection: close\r\n\r\n"
                                        .formatted(query, token)))
                .startsWith("HTTP/1.1 400 ");
    }

    private static String answer(String request) throws IOException {
        URI service = Surroundings.service("");
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    @Test
    void aFormatThatCannotBeGivenIsRefused() {
        Map<String, String> headers = new HashMap<>(Person.newcomer().headers());
        headers.put("Accept", "image/png");

        assertRefused(
                Http.get(Surroundings.service("/api/meetings"), headers), 406, "not-acceptable");
    }

    private static Http.Reply connect(byte[] body, String contentType) {
        URI address = Surroundings.service(CONNECTION);
        Map<String, String> headers = new HashMap<>(Person.newcomer().headers());
        headers.put("Content-Type", contentType);
        return Http.with("POST", address, body, headers);
    }

    private static String session() {
        return Person.backend("default")
                .post("/api/backend/sessions", Map.of("user", "olivia-" + UUID.randomUUID()))
                .expect(201)
                .body()
                .get("token")
                .asText();
    }
}
