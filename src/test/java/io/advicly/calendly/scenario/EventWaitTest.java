package io.advicly.calendly.scenario;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.StatementCount;
import io.advicly.calendly.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Calls that wait for events, and whoever does not wait for their answer.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class EventWaitTest {

    private static final int LEAVING = 20;
    private static final int MANY = 60;

    private final StatementCount statements;
    private final Person backend = Person.backend("waiting-" + UUID.randomUUID());

    EventWaitTest(StatementCount statements) {
        this.statements = statements;
    }

    /// The one that stays began first: it would be answered before any other one's time is over.
    @Test
    void whoHasLeftIsNotCounted() throws IOException {
        await().untilAsserted(() -> assertThat(waiting()).isZero());
        List<Socket> leaving = new ArrayList<>();
        try (Socket staying = open()) {
            await().untilAsserted(() -> assertThat(waiting()).isEqualTo(1));
            for (int caller = 0; caller < LEAVING; caller++) {
                leaving.add(open());
            }
            await().untilAsserted(() -> assertThat(waiting()).isEqualTo(1 + LEAVING));
            for (Socket one : leaving) {
                one.close();
            }

            await().untilAsserted(() -> assertThat(waiting()).isEqualTo(1));
            assertThat(staying.getInputStream().available()).as("it still waits").isZero();
        }
        await().untilAsserted(() -> assertThat(waiting()).isZero());
    }

    /// Clients that all come back at once would use up the database's connections with looking for
    /// what is known not to be there.
    @Test
    void whoHasReadAllAsksTheDatabaseNothingBeforeWaiting() throws IOException {
        await().untilAsserted(() -> assertThat(waiting()).isZero());
        String next = next();
        List<Socket> all = new ArrayList<>();

        long reads = statements.during("f\\.dropped_position, e\\.", () -> openMany(next, all));

        assertThat(reads).isLessThan(MANY / 2);
        for (Socket one : all) {
            one.close();
        }
        await().untilAsserted(() -> assertThat(waiting()).isZero());
    }

    private void openMany(String next, List<Socket> all) {
        for (int caller = 0; caller < MANY; caller++) {
            all.add(opened(next));
        }
        await().untilAsserted(() -> assertThat(waiting()).isEqualTo(MANY));
    }

    private String next() {
        return backend.get("/api/backend/events?after=latest")
                .expect(200)
                .body()
                .get("next")
                .asText();
    }

    private Socket opened(String after) {
        try {
            return open(after);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Socket open() throws IOException {
        return open("latest");
    }

    private Socket open(String after) throws IOException {
        URI service = Surroundings.service("");
        Socket socket = new Socket(service.getHost(), service.getPort());
        socket.getOutputStream()
                .write(
                        """
                        GET /api/backend/events?after=%s&wait=30 HTTP/1.1\r
                        Host: localhost\r
                        Authorization: %s\r
                        \r
                        """
                                .formatted(after, backend.headers().get("Authorization"))
                                .getBytes(US_ASCII));
        return socket;
    }

    private static long waiting() {
        String all = Http.get(Surroundings.service("/q/metrics"), Map.of()).raw().body();
        return all.lines()
                .filter(line -> line.startsWith("events_waiting"))
                .map(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(-1L);
    }
}
