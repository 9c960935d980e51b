package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.EventStream;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The live stream, as a client sees it.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class MeetingStreamTest {

    private static final String STREAM = "/api/meetings/stream";
    private static final Duration SOON = Duration.ofMinutes(1);

    @BeforeEach
    void startOver() {
        CleanSlate.startOver();
    }

    @Test
    void showsEachChangeAsTheMeetingItself() {
        Person olivia = synced("ada");
        try (EventStream stream = olivia.stream(Map.of())) {
            await().atMost(SOON).untilAsserted(() -> assertThat(stream.named("ready")).hasSize(1));
            assertThat(stream.header("Content-Type")).startsWith("text/event-stream");

            Calendar.Booking booking = Calendar.book("ada-intro", "Grace Guest");

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(shown(stream, booking)).isNotEmpty());
            Calendar.cancel(booking);
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(shown(stream, booking).getLast().get("status").asText())
                                    .isEqualTo("canceled"));
            JsonNode last = shown(stream, booking).getLast();
            assertThat(last)
                    .isEqualTo(
                            olivia.get("/api/meetings/" + last.get("id").asText())
                                    .expect(200)
                                    .body());
        }
    }

    @Test
    void goesOnWhereAnEarlierStreamEnded() {
        Person olivia = synced("ada");
        Calendar.Booking seen;
        String lastId;
        try (EventStream stream = olivia.stream(Map.of())) {
            await().atMost(SOON).untilAsserted(() -> assertThat(stream.all()).isNotEmpty());
            seen = Calendar.book("ada-office", "Seen Guest");
            await().atMost(SOON).untilAsserted(() -> assertThat(shown(stream, seen)).isNotEmpty());
            lastId = stream.lastId();
        }
        Calendar.Booking first = Calendar.book("ada-office", "First Guest");
        Calendar.Booking second = Calendar.book("ada-office", "Second Guest");
        await().untilAsserted(() -> assertThat(Ours.meeting(olivia, first)).isNotNull());
        await().untilAsserted(() -> assertThat(Ours.meeting(olivia, second)).isNotNull());

        try (EventStream stream = olivia.stream(Map.of("Last-Event-ID", lastId))) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(stream.named("meeting")).hasSize(2));

            assertThat(stream.named("ready").getFirst().data().get("resumed").asBoolean()).isTrue();
            assertThat(shown(stream, first)).hasSize(1);
            assertThat(shown(stream, second)).hasSize(1);
            assertThat(shown(stream, seen)).isEmpty();
        }
    }

    @Test
    void tellsEverythingToSomebodyWhoGoesOnFromZero() {
        Person olivia = synced("ada");

        try (EventStream stream = olivia.stream(Map.of("Last-Event-ID", "0"))) {
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(stream.named("meeting")).hasSameSizeAs(olivia.meetings()));
        }
    }

    @Test
    void beginsAnewWithAnIdThatIsNotOurs() {
        Person olivia = synced("ada");
        for (String id : List.of("999999999999", "x", "-1")) {
            try (EventStream stream = olivia.stream(Map.of("Last-Event-ID", id))) {
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(stream.named("ready")).hasSize(1));
                assertThat(stream.named("ready").getFirst().data().get("resumed").asBoolean())
                        .isFalse();
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(stream.comments()).isPositive());
                assertThat(stream.named("meeting")).isEmpty();
            }
        }
    }

    @Test
    void saysNothingOfOthers() {
        Person olivia = synced("ada");
        Person stranger = Person.newcomer();
        try (EventStream theirs = stranger.stream(Map.of("Last-Event-ID", "0"));
                EventStream hers = olivia.stream(Map.of())) {
            await().atMost(SOON).untilAsserted(() -> assertThat(hers.all()).isNotEmpty());
            Calendar.Booking booking = Calendar.book("ada-intro", "Grace Guest");
            await().atMost(SOON).untilAsserted(() -> assertThat(shown(hers, booking)).isNotEmpty());
            int comments = theirs.comments();

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(theirs.comments()).isGreaterThan(comments + 1));
            assertThat(theirs.named("meeting")).isEmpty();
        }
    }

    @Test
    void tellsHowTheSyncComesOn() {
        Person olivia = synced("ada");
        try (EventStream stream = olivia.stream(Map.of())) {
            await().atMost(SOON).untilAsserted(() -> assertThat(stream.all()).isNotEmpty());

            olivia.post("/api/calendly/connection/sync", Map.of()).expect(202);

            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(stream.named("sync"))
                                    .extracting(event -> event.data().get("status").asText())
                                    .endsWith("done"));
            assertThat(stream.named("sync").getLast().data())
                    .isEqualTo(olivia.connection().get("sync"));
        }
    }

    @Test
    void endsWhenTheTokenDoes() {
        Person olivia = Person.forSeconds(10);

        try (EventStream stream = olivia.stream(Map.of())) {
            await().atMost(SOON).untilAsserted(() -> assertThat(stream.all()).isNotEmpty());

            await().atMost(SOON).untilAsserted(() -> assertThat(stream.ended()).isTrue());
        }
    }

    @Test
    void isOnlyForThoseWithAToken() {
        assertThat(Http.get(Surroundings.service(STREAM), Map.of()).status()).isEqualTo(401);
    }

    @Test
    void aUserHasOnlySoManyAndAClosedOneDoesNotCount() {
        Person olivia = Person.newcomer();
        List<EventStream> open = new ArrayList<>();
        try {
            for (int stream = 0; stream < 10; stream++) {
                open.add(olivia.stream(Map.of()));
                assertThat(open.getLast().status()).isEqualTo(200);
            }
            Http.Reply refused = olivia.get(STREAM).expect(429);
            assertThat(refused.body().get("type").asText()).endsWith("too-many-streams");
            assertThat(refused.header("Retry-After")).isEqualTo("10");

            open.removeFirst().close();

            await().atMost(SOON)
                    .untilAsserted(() -> {
                        EventStream again = olivia.stream(Map.of());
                        open.add(again);
                        assertThat(again.status()).isEqualTo(200);
                    });
        } finally {
            open.forEach(EventStream::close);
        }
    }

    /// A proxy takes a HEAD for done after its headers, and gives the connection to somebody else.
    @Test
    void aLookAtItLeavesTheConnectionToOthers() throws IOException {
        Person olivia = Person.newcomer();
        URI service = Surroundings.service(STREAM);
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(60_000);
            BufferedReader answers =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII));
            ask(socket, "HEAD", STREAM, olivia);
            assertThat(answers.readLine()).startsWith("HTTP/1.1 405 ");

            ask(socket, "GET", "/api/calendly/connection", olivia);
            assertThat(answers.lines().skip(1).filter(line -> line.startsWith("HTTP/")).findFirst())
                    .hasValue("HTTP/1.1 200 OK");
        }
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(metric("calendly_streams_open")).isZero());
    }

    private static void ask(Socket socket, String method, String path, Person person)
            throws IOException {
        String request =
                "%s %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: %s\r\n\r\n"
                        .formatted(method, path, person.headers().get("Authorization"));
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    @Test
    void dropsAClientThatTakesNothing() throws IOException {
        Person olivia = synced("ada");
        Dump.execute("UPDATE meetings SET name = repeat('long ', 400000)");
        URI service = Surroundings.service(STREAM);
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            String request =
                    "GET %s HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: 0\r\nAuthorization: %s\r\n\r\n"
                            .formatted(STREAM, olivia.headers().get("Authorization"));
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();

            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(dropped()).isPositive());
            // What the kernel had taken is still there; then the connection is cut.
            assertThat(readsToTheEnd(socket)).isTrue();
        }
    }

    private static boolean readsToTheEnd(Socket socket) {
        byte[] buffer = new byte[65_536];
        try {
            socket.setSoTimeout(60_000);
            while (socket.getInputStream().read(buffer) >= 0) {
                // Not of interest.
            }
            return true;
        } catch (java.net.SocketException reset) {
            return true;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static double dropped() {
        return metric("calendly_streams_dropped_total");
    }

    private static double metric(String name) {
        return Http.get(Surroundings.service("/q/metrics"), Map.of())
                .raw()
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static List<JsonNode> shown(EventStream stream, Calendar.Booking booking) {
        return stream.named("meeting").stream()
                .map(EventStream.Event::data)
                .filter(it -> it.get("calendly_event_uri").asText().equals(booking.event()))
                .toList();
    }

    private static Person synced(String account) {
        Person person = Person.newcomer();
        person.connect(account);
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(person.connection().at("/sync/status").asText())
                                .isEqualTo("done"));
        return person;
    }
}
