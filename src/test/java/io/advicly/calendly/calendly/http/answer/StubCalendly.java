package io.advicly.calendly.calendly.http.answer;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/// An HTTP server that answers what it has been told to, in that order, and remembers what it was
/// asked.
public final class StubCalendly {

    /// One request as it arrived.
    public record Seen(String method, String path, MultiMap query, MultiMap headers, String body) {}

    /// What to do with a request.
    sealed interface Act {
        record Answer(int status, Buffer body, Map<String, String> headers) implements Act {}

        /// Cuts the connection after the whole request has been read.
        record Cut() implements Act {}

        /// Never answers.
        record Hang() implements Act {}

        /// Answers JSON whose end is `padding` bytes away.
        record Pour(String start, long padding, boolean saysSo) implements Act {}
    }

    private static final String END = "\"}";
    private static final int MOST_AT_ONCE = 64 * 1024;

    private final Vertx vertx = Vertx.vertx();
    private final Queue<Act> acts = new ConcurrentLinkedQueue<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final Queue<HttpServerRequest> hanging = new ConcurrentLinkedQueue<>();
    private final AtomicLong poured = new AtomicLong();
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
        cutHanging();
        poured.set(0);
    }

    public void answer(int status, String body) {
        answer(status, body, Map.of());
    }

    public void answer(int status, String body, Map<String, String> headers) {
        acts.add(new Act.Answer(status, Buffer.buffer(body), headers));
    }

    public void answer(int status, byte[] body, Map<String, String> headers) {
        acts.add(new Act.Answer(status, Buffer.buffer(body), headers));
    }

    public void cut() {
        acts.add(new Act.Cut());
    }

    public void hang() {
        acts.add(new Act.Hang());
    }

    /// @param answer a JSON object, which gets a long field more
    /// @param saysSo whether a header says how long all of it is
    public void pour(String answer, long padding, boolean saysSo) {
        String start = answer.strip().replaceFirst("}$", ", \"padding\": \"");
        acts.add(new Act.Pour(start, padding, saysSo));
    }

    /// How many bytes of what was poured were taken.
    public long poured() {
        return poured.get();
    }

    /// How many requests hang, on connections that are open.
    public int hanging() {
        return hanging.size();
    }

    /// Ends the connections on which requests hang.
    public void cutHanging() {
        for (HttpServerRequest each = hanging.poll(); each != null; each = hanging.poll()) {
            each.connection().close();
        }
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

    private void keep(HttpServerRequest request) {
        hanging.add(request);
        request.connection().closeHandler(_ -> hanging.remove(request));
    }

    private void pour(HttpServerResponse response, long left) {
        if (left == 0) {
            response.end(END);
            return;
        }
        Buffer next = Buffer.buffer("x".repeat((int) Math.min(left, MOST_AT_ONCE)));
        response.write(next)
                .onSuccess(_ -> {
                    poured.addAndGet(next.length());
                    pour(response, left - next.length());
                });
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
                    act(
                            request,
                            next == null ? new Act.Answer(500, Buffer.buffer(), Map.of()) : next);
                });
    }

    private void act(HttpServerRequest request, Act act) {
        switch (act) {
            case Act.Cut _ -> request.connection().close();
            case Act.Hang _ -> keep(request);
            case Act.Pour(String start, long padding, boolean saysSo) -> {
                keep(request);
                HttpServerResponse response =
                        request.response().putHeader("content-type", "application/json");
                if (saysSo) {
                    long length = start.length() + padding + END.length();
                    response.putHeader("content-length", String.valueOf(length));
                } else {
                    response.setChunked(true);
                }
                response.write(start);
                pour(response, padding);
            }
            case Act.Answer(int status, Buffer body, Map<String, String> headers) -> {
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
