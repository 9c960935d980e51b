package io.advicly.calendly.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The sandbox's API, whose answers to reading calls are mangled while somebody wants them to be.
public final class MangledCalendly implements AutoCloseable {

    private static final List<String> NOT_PASSED_ON =
            List.of(
                    "connection",
                    "content-length",
                    "expect",
                    "host",
                    "upgrade",
                    "transfer-encoding");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final AtomicReference<@Nullable Mangler> mangler = new AtomicReference<>();
    private final AtomicInteger mangled = new AtomicInteger();
    private final Map<String, byte[]> told = new ConcurrentSkipListMap<>();
    private final HttpServer server;

    private MangledCalendly(HttpServer server) {
        this.server = server;
    }

    public static MangledCalendly start() {
        try {
            HttpServer server =
                    HttpServer.create(new InetSocketAddress("localhost", Ports.free()), 0);
            MangledCalendly calendly = new MangledCalendly(server);
            server.createContext("/", calendly::pass);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return calendly;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    public void mangle(long seed) {
        mangled.set(0);
        mangler.set(new Mangler(seed));
    }

    public void behave() {
        mangler.set(null);
    }

    /// Good answers so far, by path and query.
    public Map<String, byte[]> told() {
        return Collections.unmodifiableMap(told);
    }

    /// How many answers since.
    public int mangled() {
        return mangled.get();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpResponse<byte[]> answer =
                    client.send(request(exchange), HttpResponse.BodyHandlers.ofByteArray());
            byte[] body = answer.body();
            Mangler how = mangler.get();
            boolean isTold =
                    exchange.getRequestMethod().equals("GET") && answer.statusCode() == 200;
            if (isTold && how == null) {
                told.put(exchange.getRequestURI().toString(), body);
            }
            if (isTold && how != null) {
                synchronized (how) {
                    if (how.chooses()) {
                        body = how.mangled(body);
                        mangled.incrementAndGet();
                    }
                }
            }
            answer.headers()
                    .map()
                    .forEach((name, values) -> {
                        if (isPassedOn(name)) {
                            exchange.getResponseHeaders().put(name, values);
                        }
                    });
            exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static HttpRequest request(HttpExchange exchange) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                                URI.create(
                                        Surroundings.sandbox("")
                                                + exchange.getRequestURI().toString()))
                        .method(
                                exchange.getRequestMethod(),
                                HttpRequest.BodyPublishers.ofByteArray(
                                        exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders()
                .forEach((name, values) -> {
                    if (isPassedOn(name)) {
                        values.forEach(value -> request.header(name, value));
                    }
                });
        return request.build();
    }

    private static boolean isPassedOn(String name) {
        return !name.startsWith(":") && !NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
