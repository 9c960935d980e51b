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
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Requests that are larger than any call takes.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class BodyLimitTest {

    private static final byte[] TOO_LARGE =
            ("{\"return_to\":\"" + "x".repeat(3 << 20) + "\"}").getBytes(UTF_8);

    private static final int CALL_LIMIT = 64 << 10;

    static Stream<Routes.Route> routes() {
        return Routes.all().filter(route -> route.method().equals("POST"));
    }

    @BeforeEach
    void startOver() {
        CleanSlate.startOver();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void aBodyThatDeclaresItselfTooLargeIsRefused(Routes.Route route) {
        Map<String, String> headers = Person.admin().headers();

        assertStoresNothing(() ->
                assertRefused(
                        Http.post(Surroundings.service(route.path()), TOO_LARGE, headers),
                        413,
                        "payload-too-large"));
    }

    @Test
    void aBodyThatDeclaresNothingIsRefusedToo() {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(Surroundings.service("/api/calendly/connection"))
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofInputStream(
                                        () -> (InputStream) new ByteArrayInputStream(TOO_LARGE)));
        Person.newcomer().headers().forEach(request::header);

        assertStoresNothing(() -> assertRefused(Http.send(request), 413, "payload-too-large"));
    }

    /// Nobody waits for the rest of it, nor has it in memory.
    @Test
    void aBodyThatDeclaresItselfTooLargeIsRefusedBeforeItComes() throws IOException {
        assertThat(raw(call("Content-Length: " + (CALL_LIMIT + 1)))).isEqualTo("HTTP/1.1 413");
    }

    @Test
    void aBodyThatDeclaresNothingIsRefusedAsSoonAsItIsTooLarge() throws IOException {
        String chunk = "%x\r\n%s".formatted(2 * CALL_LIMIT, "x".repeat(CALL_LIMIT));
        assertThat(raw(call("Transfer-Encoding: chunked") + "\r\n\r\n" + chunk))
                .isEqualTo("HTTP/1.1 413");
    }

    /// What is in it is another matter.
    @Test
    void aBodyOfExactlyTheLimitIsRead() throws IOException {
        String body = "[%s]".formatted(" ".repeat(CALL_LIMIT - 2));
        assertThat(raw(call("Content-Length: " + CALL_LIMIT) + "\r\n\r\n" + body))
                .isEqualTo("HTTP/1.1 400");
        String chunks = "%x\r\n%s\r\n0".formatted(CALL_LIMIT, body);
        assertThat(raw(call("Transfer-Encoding: chunked") + "\r\n\r\n" + chunks))
                .isEqualTo("HTTP/1.1 400");
    }

    /// Who it is comes first: only callers have a part of the memory for bodies.
    @Test
    void nothingIsReadOfWhomNobodyKnows() throws IOException {
        assertThat(raw("POST /api/calendly/connection HTTP/1.1\r\nHost: a\r\nContent-Length: 9"))
                .isEqualTo("HTTP/1.1 401");
    }

    @Test
    void headersAreBounded() throws IOException {
        assertThat(raw("GET /api/meetings HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(30_000)))
                .matches("HTTP/1\\.[01] 431");
        assertThat(raw("GET /api/meetings?" + "x".repeat(10_000) + " HTTP/1.1\r\nHost: a"))
                .matches("HTTP/1\\.[01] 414");
    }

    private static String call(String more) {
        return "POST /api/calendly/connection HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                + "Authorization: %s\r\n%s"
                        .formatted(Person.newcomer().headers().get("Authorization"), more);
    }

    private static String raw(String head) throws IOException {
        int port = Surroundings.service("").getPort();
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write((head + "\r\n\r\n").getBytes(UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readNBytes(12), UTF_8);
        }
    }
}
