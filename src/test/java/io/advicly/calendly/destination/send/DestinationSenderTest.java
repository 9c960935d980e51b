package io.advicly.calendly.destination.send;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.security.cipher.SecretString;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One call to an address: what is sent, to whom, and what an address can do to us.
class DestinationSenderTest {

    private static final Instant NOW = Instant.parse("2026-02-04T13:00:00Z");
    private static final SecretString SECRET = WebhookSecret.random();
    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final String NAME = "receiver.example.com";

    @SuppressWarnings("NullAway.Init") // by JUnit
    private static Vertx vertx;

    @SuppressWarnings("NullAway.Init") // by JUnit
    private static PfxOptions certificate;

    private final FixedNames names = new FixedNames();
    private final List<Map<String, String>> received = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        certificate = Certificates.of(NAME);
    }

    @AfterAll
    static void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private Answered send(String url) {
        return send(url, true, null);
    }

    private Answered send(String url, boolean allowPrivate, @Nullable TrustOptions trust) {
        return send(url, allowPrivate, trust, Duration.ofSeconds(15));
    }

    private Answered impatiently(String url) {
        return send(url, true, null, SHORT);
    }

    private Answered send(
            String url, boolean allowPrivate, @Nullable TrustOptions trust, Duration limit) {
        DestinationSender sender =
                new DestinationSender(
                        vertx,
                        new AddressGuard(names, () -> allowPrivate),
                        Clock.fixed(NOW, ZoneOffset.UTC),
                        limit,
                        trust);
        return sender.send(new Sending(url, "evt_1", "{\"a\":\"ä\"}", List.of(SECRET)))
                .await()
                .atMost(Duration.ofSeconds(60));
    }

    private HttpServer receiver(HttpServerOptions options, String address) throws Exception {
        return vertx.createHttpServer(options)
                .requestHandler(this::receive)
                .listen(0, address)
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    private void receive(HttpServerRequest request) {
        request.body()
                .onSuccess(body -> {
                    received.add(
                            Map.of(
                                    "method", request.method().name(),
                                    "uri", request.uri(),
                                    "host", request.getHeader("Host"),
                                    "type", request.getHeader("Content-Type"),
                                    "id", request.getHeader("webhook-id"),
                                    "timestamp", request.getHeader("webhook-timestamp"),
                                    "signature", request.getHeader("webhook-signature"),
                                    "body", body.toString(UTF_8),
                                    "sni",
                                            String.valueOf(
                                                    request.connection().indicatedServerName())));
                    request.response().setStatusCode(202).end("thanks");
                });
    }

    @Test
    void sendsTheSignedEvent() throws Exception {
        HttpServer server = receiver(new HttpServerOptions(), "127.0.0.1");

        Answered answered = send("http://127.0.0.1:" + server.actualPort() + "/hooks/calendly?k=v");

        assertThat(answered.isDelivered()).isTrue();
        assertThat(answered.status()).isEqualTo(202);
        assertThat(answered.body()).isEqualTo("thanks");
        assertThat(answered.error()).isNull();
        String signature =
                WebhookSignature.of(
                        "evt_1",
                        NOW.getEpochSecond(),
                        "{\"a\":\"ä\"}".getBytes(UTF_8),
                        List.of(SECRET));
        assertThat(received)
                .singleElement()
                .satisfies(request ->
                        assertThat(request)
                                .containsEntry("method", "POST")
                                .containsEntry("uri", "/hooks/calendly?k=v")
                                .containsEntry("type", "application/json")
                                .containsEntry("id", "evt_1")
                                .containsEntry("timestamp", "" + NOW.getEpochSecond())
                                .containsEntry("signature", signature)
                                .containsEntry("body", "{\"a\":\"ä\"}"));
    }

    /// The name does not exist for the system: only the address that was looked at can have been
    /// dialled.
    @Test
    void dialsTheAddressThatWasLookedAtUnderItsName() throws Exception {
        names.answering(NAME, "127.0.0.2");
        HttpServer server = receiver(new HttpServerOptions(), "127.0.0.2");

        assertThat(send("http://" + NAME + ":" + server.actualPort()).isDelivered()).isTrue();

        assertThat(received.getFirst())
                .containsEntry("host", NAME + ":" + server.actualPort())
                .containsEntry("uri", "/");
    }

    /// Between the look and the connection the name may lead elsewhere: nobody asks again.
    @Test
    void asksForANameOnceForEachConnection() throws Exception {
        names.answering(NAME, "127.0.0.1").answering(NAME, "169.254.169.254");
        HttpServer server = receiver(new HttpServerOptions(), "127.0.0.1");
        String url = "http://" + NAME + ":" + server.actualPort();

        assertThat(send(url).isDelivered()).isTrue();
        assertThat(names.asked()).isEqualTo(1);

        assertThat(send(url).reason()).contains("metadata service");
        assertThat(received).hasSize(1);
    }

    @Test
    void doesNotConnectWhereANameLeadsInsideTheSecondTime() {
        try (RawServer inside = RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            String url = inside.url("https", "rebinding.example.com");
            names.answering("rebinding.example.com", "93.184.215.14")
                    .answering("rebinding.example.com", "127.0.0.1");
            new AddressGuard(names, () -> false).check(url).await().atMost(Duration.ofSeconds(10));

            Answered answered = send(url, false, null);

            assertThat(answered.status()).isNull();
            assertThat(answered.reason()).contains("leads to 127.0.0.1").contains("loopback");
            assertThat(inside.connections()).isZero();
        }
    }

    @Test
    void triesTheNextAddressOfAHostThatHasSeveral() throws Exception {
        HttpServer server = receiver(new HttpServerOptions(), "127.0.0.2");
        names.answering(NAME, "127.0.0.3", "127.0.0.2");

        assertThat(send("http://" + NAME + ":" + server.actualPort()).isDelivered()).isTrue();
    }

    /// Where there is no IPv6, what is connected to by it fails otherwise than what is not there.
    @Test
    void triesTheNextAddressWhereTheNetworkOfOneCannotBeReached() throws Exception {
        HttpServer server = receiver(new HttpServerOptions(), "127.0.0.2");
        names.answering(NAME, "fd00::1", "127.0.0.2");

        assertThat(send("http://" + NAME + ":" + server.actualPort()).isDelivered()).isTrue();
    }

    @Test
    void doesNotWaitForANameThatNobodyAnswersFor() {
        names.silentAbout(NAME);

        assertThat(impatiently("http://" + NAME).reason()).isEqualTo("no answer within 15 s");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsNoRedirect(int status) {
        try (RawServer inside = RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                RawServer outside =
                        RawServer.saying(
                                "HTTP/1.1 %d Moved\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n"
                                        .formatted(status, inside.url("http", "127.0.0.1")))) {
            Answered answered = send(outside.url("http", "127.0.0.1"));

            assertThat(answered.isDelivered()).isFalse();
            assertThat(answered.reason())
                    .isEqualTo("answered %d; redirects are not followed".formatted(status));
            assertThat(inside.connections()).isZero();
        }
    }

    @Test
    void keepsTwoKilobytesOfAnEndlessBodyAndEndsTheConnection() {
        try (RawServer server =
                new RawServer((in, out) -> {
                    RawServer.readHead(in);
                    out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(UTF_8));
                    byte[] page = "ä".repeat(4_000).getBytes(UTF_8);
                    while (true) {
                        out.write(page);
                    }
                })) {
            Answered answered = send(server.url("http", "127.0.0.1"));

            assertThat(answered.isDelivered()).isTrue();
            assertThat(answered.body()).isEqualTo("ä".repeat(1_024));
            await().untilAsserted(() -> assertThat(server.ended()).isEqualTo(1));
        }
    }

    @Test
    void takesWhatItHasOfABodyThatDrips() {
        try (RawServer server =
                new RawServer((in, out) -> {
                    RawServer.readHead(in);
                    out.write("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n".getBytes(UTF_8));
                    drip(out);
                })) {
            Answered answered = impatiently(server.url("http", "127.0.0.1"));

            assertThat(answered.status()).isEqualTo(200);
            assertThat(answered.body()).startsWith("x");
            await().untilAsserted(() -> assertThat(server.ended()).isEqualTo(1));
        }
    }

    @Test
    void doesNotWaitForAHeadThatDrips() {
        try (RawServer server =
                new RawServer((in, out) -> {
                    out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(UTF_8));
                    drip(out);
                })) {
            Answered answered = impatiently(server.url("http", "127.0.0.1"));

            assertThat(answered.status()).isNull();
            assertThat(answered.reason()).isEqualTo("no answer within 15 s");
            await().untilAsserted(() -> assertThat(server.ended()).isEqualTo(1));
        }
    }

    private static void drip(java.io.OutputStream out) throws java.io.IOException {
        while (true) {
            out.write('x');
            out.flush();
            java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
        }
    }

    @Test
    void doesNotWaitForWhoeverIsSilent() {
        try (RawServer server = new RawServer((in, out) -> in.readAllBytes())) {
            assertThat(impatiently(server.url("http", "127.0.0.1")).reason())
                    .isEqualTo("no answer within 15 s");
            await().untilAsserted(() -> assertThat(server.ended()).isEqualTo(1));
        }
    }

    @Test
    void readsNoHeadThatIsTooLarge() {
        try (RawServer server =
                RawServer.saying(
                        "HTTP/1.1 200 OK\r\nX: "
                                + "x".repeat(20_000)
                                + "\r\nContent-Length: 0\r\n\r\n")) {
            Answered answered = send(server.url("http", "127.0.0.1"));

            assertThat(answered.status()).isNull();
            assertThat(answered.reason()).isEqualTo("the head of its answer is too large");
        }
    }

    @Test
    void doesNotUnpackABody() {
        try (RawServer server =
                RawServer.saying(
                        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc")) {
            assertThat(send(server.url("http", "127.0.0.1")).body()).isEqualTo("abc");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-OpenSSH_9.6\r\n", "-ERR unknown command\r\n\r\n"})
    void tellsWhatIsNoHttp(String greeting) {
        try (RawServer server = RawServer.saying(greeting)) {
            Answered answered = send(server.url("http", "127.0.0.1"));

            assertThat(answered.isDelivered()).isFalse();
            assertThat(answered.body()).isNull();
            assertThat(answered.error()).isNotNull();
        }
    }

    @Test
    void tellsOfAConnectionThatIsClosed() {
        try (RawServer server = new RawServer((in, out) -> RawServer.readHead(in))) {
            assertThat(send(server.url("http", "127.0.0.1")).reason())
                    .isEqualTo("it closed the connection without an answer");
        }
    }

    @Test
    void tellsOfNobodyWhoListens() throws IOException {
        try (Socket nobody = new Socket()) { // keeps the port
            nobody.bind(null);
            assertThat(send("http://127.0.0.1:%d/".formatted(nobody.getLocalPort())).reason())
                    .isEqualTo("no connection can be made");
        }
    }

    @Test
    void asksForTheCertificateOfTheName() throws Exception {
        names.answering(NAME, "127.0.0.1").answering("other.example.com", "127.0.0.1");
        HttpServer server =
                receiver(
                        new HttpServerOptions()
                                .setSsl(true)
                                .setSni(true)
                                .setKeyCertOptions(certificate),
                        "127.0.0.1");

        assertThat(
                        send("https://" + NAME + ":" + server.actualPort(), true, certificate)
                                .isDelivered())
                .isTrue();
        assertThat(received.getFirst()).containsEntry("sni", NAME);

        Answered other =
                send("https://other.example.com:" + server.actualPort(), true, certificate);
        assertThat(other.isDelivered()).isFalse();
        assertThat(other.reason()).startsWith("no secure connection");
        assertThat(received).hasSize(1);
    }

    @Test
    void trustsNoCertificateThatTheSystemDoesNot() throws Exception {
        names.answering(NAME, "127.0.0.1");
        HttpServer server =
                receiver(
                        new HttpServerOptions().setSsl(true).setKeyCertOptions(certificate),
                        "127.0.0.1");

        Answered answered = send("https://" + NAME + ":" + server.actualPort(), true, null);

        assertThat(answered.reason()).startsWith("no secure connection");
        assertThat(received).isEmpty();
    }

    @Test
    void goesThroughNoProxyOfTheSurroundings() throws Exception {
        HttpServer server = receiver(new HttpServerOptions(), "127.0.0.1");
        try (RawServer proxy = RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            String port = proxy.url("http", "x").replaceAll("\\D+", "");
            System.setProperty("http.proxyHost", "127.0.0.1");
            System.setProperty("http.proxyPort", port);
            System.setProperty("http.nonProxyHosts", "");
            assertThat(send("http://127.0.0.1:" + server.actualPort()).status()).isEqualTo(202);
            assertThat(proxy.connections()).isZero();
        } finally {
            List.of("http.proxyHost", "http.proxyPort", "http.nonProxyHosts")
                    .forEach(System::clearProperty);
        }
    }
}
