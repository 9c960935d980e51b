package io.advicly.calendly.destination.send;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.security.cipher.SecretString;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who receives well is told well: what has become meanwhile of a connection that was kept, what
/// another call has left on it, and what holds us up ourselves, is no failure of whoever is called.
class HealthyReceiverTest {

    private static final SecretString SECRET = WebhookSecret.random();
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final String WELL = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    @SuppressWarnings("NullAway.Init") // by JUnit
    private static Vertx vertx;

    private final DestinationSender sender =
            new DestinationSender(
                    vertx,
                    new AddressGuard(new FixedNames(), () -> true),
                    Clock.systemUTC(),
                    LIMIT,
                    null);

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private Answered send(String url) {
        return sender.send(new Sending(url, "evt_1", "{}", List.of(SECRET)))
                .await()
                .atMost(Duration.ofSeconds(60));
    }

    /// @return its path
    private static String request(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed");
            }
            head.append((char) next);
        }
        in.readNBytes(2);
        return head.toString().split(" ", 3)[1];
    }

    private static void say(OutputStream out, String what) throws IOException {
        out.write(what.getBytes(ISO_8859_1));
        out.flush();
    }

    private void assertDelivered(Answered answered) {
        assertThat(answered)
                .extracting(Answered::status, Answered::error)
                .containsExactly(200, null);
    }

    /// @param later what it does with the second request on a connection
    private static RawServer onceWell(RawServer.Manners later) {
        return new RawServer((in, out) -> {
            answerWell(in, out);
            later.talk(in, out);
        });
    }

    private static void answerTheFirst(int before, InputStream in, OutputStream out)
            throws IOException {
        if (before == 0) {
            answerWell(in, out);
        } else {
            request(in);
        }
    }

    private static void answerWell(InputStream in, OutputStream out) throws IOException {
        request(in);
        say(out, WELL);
        request(in);
    }

    @Test
    void whatWasClosedMeanwhileIsNoFailure() {
        try (RawServer server = onceWell((in, out) -> {})) {
            String url = server.url("http", "127.0.0.1");
            assertDelivered(send(url));

            assertDelivered(send(url));

            assertThat(server.connections()).isEqualTo(2);
        }
    }

    /// Some servers say goodbye to who has been silent for long, just when it speaks again.
    @Test
    void whatIsSaidToWhoWasSilentIsNoAnswer() {
        try (RawServer server =
                onceWell((in, out) ->
                        say(
                                out,
                                "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"))) {
            String url = server.url("http", "127.0.0.1");
            assertDelivered(send(url));

            assertDelivered(send(url));
        }
    }

    @Test
    void whoEndsNewConnectionsTooHasFailed() {
        AtomicInteger answered = new AtomicInteger();
        try (RawServer server =
                new RawServer((in, out) -> {
                    int before = answered.getAndIncrement();
                    answerTheFirst(before, in, out);
                })) {
            String url = server.url("http", "127.0.0.1");
            assertDelivered(send(url));

            assertThat(send(url).reason()).isEqualTo("it closed the connection without an answer");

            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void whatHeldUsUpIsNoFailure() throws Exception {
        try (RawServer server = RawServer.saying(WELL)) {
            CompletableFuture<Answered> answered = new CompletableFuture<>();
            vertx.runOnContext(busy -> sendAndBeHeldUp(server.url("http", "127.0.0.1"), answered));

            assertDelivered(answered.get(60, TimeUnit.SECONDS));
        }
    }

    private void sendAndBeHeldUp(String url, CompletableFuture<Answered> answered) {
        sender.send(new Sending(url, "evt_1", "{}", List.of(SECRET)))
                .subscribe()
                .with(answered::complete);
        LockSupport.parkNanos(LIMIT.plusSeconds(1).toNanos());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nmore than it said",
                "SSH-2.0-OpenSSH_9.6\r\n\r\n",
                "-ERR\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 200 OK\r\nno header\r\n\r\n"
            })
    void whatOneHasAnsweredIsNoFailureOfTheNext(String odd) {
        try (RawServer server =
                new RawServer((in, out) -> {
                    while (true) {
                        say(out, request(in).endsWith("odd") ? odd : WELL);
                    }
                })) {
            String url = server.url("http", "127.0.0.1");
            for (int i = 0; i < 20; i++) {
                var _ = send(url + "/odd");
                assertDelivered(send(url));
            }
        }
    }
}
