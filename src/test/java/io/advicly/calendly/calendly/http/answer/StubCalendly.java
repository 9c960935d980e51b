package io.advicly.calendly.calendly.http.answer;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/// An HTTP server that answers what it has been told to, in that order, and remembers what it was
/// asked.
public final class StubCalendly {

    /// One request as it arrived.
    public record Seen(String method, String path, MultiMap query, MultiMap headers, String body) {}

    /// What to do with a request.
    sealed interface Act {
        record Answer(int status, String body, Map<String, String> headers) implements Act {}

        /// Cuts the connection after the whole request has been read.
        record Cut() implements Act {}

        /// Never answers.
        record Hang() implements Act {}
    }

    private final Vertx vertx = Vertx.vertx();
    private final Queue<Act> acts = new ConcurrentLinkedQueue<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    public StubCalendly() {
        server =
                vertx.createHttpServer()
                        .requestHandler(this::handle)
                        .listen(0, "127.0.0.1")
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    public void reset() {
        acts.clear();
        seen.clear();
    }

    public void answer(int status, String body) {
        answer(status, body, Map.of());
    }

    public void answer(int status, String body, Map<String, String> headers) {
        acts.add(new Act.Answer(status, body, headers));
    }

    public void cut() {
        acts.add(new Act.Cut());
    }

    public void hang() {
        acts.add(new Act.Hang());
    }

    public List<Seen> seen() {
        return seen;
    }

    public Seen only() {
        if (seen.size() != 1) {
            throw new AssertionError("expected one request, saw " + seen.size());
        }
        return seen.getFirst();
    }

    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void handle(HttpServerRequest request) {
        request.body()
                .onSuccess(body -> {
                    seen.add(
                            new Seen(
                                    request.method().name(),
                                    Objects.requireNonNull(request.path()),
                                    request.params(),
                                    request.headers(),
                                    body.toString()));
                    Act next = acts.poll();
                    act(request, next == null ? new Act.Answer(500, "", Map.of()) : next);
                });
    }

    private static void act(HttpServerRequest request, Act act) {
        switch (act) {
            case Act.Cut _ -> request.connection().close();
            case Act.Hang _ -> {}
            case Act.Answer(int status, String body, Map<String, String> headers) -> {
                request.response()
                        .setStatusCode(status)
                        .putHeader("content-type", "application/json")
                        .putHeader("x-request-id", "req-1");
                headers.forEach((name, value) -> request.response().putHeader(name, value));
                if (status == 204) {
                    request.response().end();
                } else {
                    request.response().end(body);
                }
            }
        }
    }
}
