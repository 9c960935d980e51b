package io.advicly.calendly.scenario;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whoever sends `Expect: 100-continue` waits with the body: for a 100, or for the answer.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class ExpectContinueTest {

    private static final int PATIENCE_MILLIS = 60_000;

    static Stream<Routes.Route> routes() {
        return Routes.all().filter(route -> route.method().matches("POST|PUT|PATCH|DELETE"));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void everyRouteAnswersBeforeTheBodyComes(Routes.Route route) throws IOException {
        String token = Objects.requireNonNull(Person.newcomer().headers().get("Authorization"));

        try (Socket socket = ask(route, token)) {
            assertThat(reader(socket).readLine()).startsWith("HTTP/1.1 ");
        }
    }

    private static Socket ask(Routes.Route route, String token) throws IOException {
        URI service = Surroundings.service("/");
        Socket socket = new Socket(service.getHost(), service.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.getOutputStream()
                .write(
                        """
                        %s %s HTTP/1.1\r
                        Host: localhost\r
                        Authorization: %s\r
                        Content-Type: application/json\r
                        Content-Length: 2\r
                        Expect: 100-continue\r
                        \r
                        """
                                .formatted(route.method(), route.path(), token)
                                .getBytes(US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
    }
}
