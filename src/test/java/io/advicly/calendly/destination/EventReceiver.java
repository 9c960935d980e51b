package io.advicly.calendly.destination;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.advicly.calendly.testing.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A backend's receiver of events, which notes whatever it is sent and answers as a test says.
final class EventReceiver implements AutoCloseable {

    private final HttpServer server;
    private final List<Got> got = new CopyOnWriteArrayList<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private volatile Predicate<Got> refused = any -> false;
    private volatile int refusal = 500;
    private volatile long slowMillis;

    /// What came, whatever it was answered.
    record Got(String id, long timestamp, String signature, String body, JsonNode json) {

        String type() {
            return json.get("type").asText();
        }

        /// What the tests put into each event.
        int number() {
            return json.get("data").get("number").asInt();
        }

        String about() {
            return json.get("data").get("about").asText();
        }

        /// Written after the specification, not after the service.
        boolean isSignedWith(String secret) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                byte[] key = Base64.getDecoder().decode(secret.replace("whsec_", ""));
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
                String signed =
                        Base64.getEncoder()
                                .encodeToString(
                                        mac.doFinal(
                                                (id + "." + timestamp + "." + body)
                                                        .getBytes(UTF_8)));
                return Arrays.asList(signature.split(" ", -1)).contains("v1," + signed);
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    EventReceiver() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::receive);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:%d/events".formatted(server.getAddress().getPort());
    }

    /// From now on.
    void refuse(int status, Predicate<Got> which) {
        refusal = status;
        refused = which;
    }

    void refuseAll(int status) {
        refuse(status, any -> true);
    }

    void acceptAll() {
        refused = any -> false;
    }

    void takeItsTime(long millis) {
        slowMillis = millis;
    }

    List<Got> got() {
        return List.copyOf(got);
    }

    List<Integer> numbers() {
        return got.stream().map(Got::number).toList();
    }

    List<Integer> numbersAbout(String subject) {
        return got.stream().filter(one -> one.about().equals(subject)).map(Got::number).toList();
    }

    /// Calls that it has not answered yet.
    int atATime() {
        return inFlight.get();
    }

    int mostAtATime() {
        return most.get();
    }

    void forget() {
        got.clear();
    }

    private void receive(HttpExchange exchange) throws IOException {
        most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            Got one =
                    new Got(
                            exchange.getRequestHeaders().getFirst("webhook-id"),
                            Long.parseLong(
                                    exchange.getRequestHeaders().getFirst("webhook-timestamp")),
                            exchange.getRequestHeaders().getFirst("webhook-signature"),
                            body,
                            Http.JSON.readTree(body));
            pause();
            got.add(one);
            byte[] answer = "noted".getBytes(UTF_8);
            exchange.sendResponseHeaders(refused.test(one) ? refusal : 200, answer.length);
            inFlight.decrementAndGet();
            exchange.getResponseBody().write(answer);
        }
    }

    private void pause() {
        long until = System.nanoTime() + slowMillis * 1_000_000;
        while (System.nanoTime() < until) {
            java.util.concurrent.locks.LockSupport.parkNanos(until - System.nanoTime());
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
