package io.advicly.calendly.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.advicly.calendly.testing.Http;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/// A backend's receiver in a process of its own: notes when each meeting's first event came, in
/// microseconds since 1970, and accepts it. `GET` tells what was noted, `DELETE` forgets it.
public final class EventSink {

    private static final Map<String, Long> CAME = new ConcurrentHashMap<>();

    private EventSink() {}

    public static void main(String[] args) throws IOException {
        HttpServer server =
                HttpServer.create(
                        new InetSocketAddress(
                                InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])),
                        0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", EventSink::answer);
        server.start();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            switch (exchange.getRequestMethod()) {
                case "POST" -> {
                    exchange.sendResponseHeaders(204, -1);
                    JsonNode data = Http.JSON.readTree(body).path("data");
                    CAME.putIfAbsent(data.path("calendly_event_uri").asText(), now);
                }
                case "DELETE" -> {
                    CAME.clear();
                    exchange.sendResponseHeaders(204, -1);
                }
                default -> {
                    byte[] all =
                            CAME.entrySet().stream()
                                    .map(one -> one.getKey() + " " + one.getValue())
                                    .collect(Collectors.joining("\n"))
                                    .getBytes(UTF_8);
                    exchange.sendResponseHeaders(200, all.length == 0 ? -1 : all.length);
                    exchange.getResponseBody().write(all);
                }
            }
        }
    }
}
