package io.advicly.calendly.destination.send;

import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// One request and what is read of its answer, within a time: once the head of the answer is there
/// its status counts, however long the rest would take.
final class DestinationCall {

    private final Vertx vertx;
    private final UniEmitter<? super Answered> emitter;
    private final long began = System.nanoTime();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AnswerBody body = new AnswerBody();
    private volatile @Nullable HttpClientRequest request;
    private volatile @Nullable HttpClientResponse response;
    private volatile long timer;

    DestinationCall(Vertx vertx, UniEmitter<? super Answered> emitter) {
        this.vertx = vertx;
        this.emitter = emitter;
    }

    void make(HttpClient client, RequestOptions options, Buffer content, Duration limit) {
        timer = vertx.setTimer(Math.max(1, limit.toMillis()), late -> late());
        client.request(options)
                .onSuccess(made -> send(made, content))
                .onFailure(failure -> fail(unconnected(failure)));
    }

    /// The system has several ways to say that there is no way to an address, such as to one of
    /// IPv6 where there is none.
    private static Throwable unconnected(Throwable failure) {
        return failure instanceof SocketException && !(failure instanceof ConnectException)
                ? new NoRouteToHostException(failure.getMessage())
                : failure;
    }

    private void send(HttpClientRequest made, Buffer content) {
        if (over.get()) {
            made.reset();
            return;
        }
        request = made;
        made.exceptionHandler(this::fail);
        made.send(content).onSuccess(this::read).onFailure(this::fail);
    }

    private void read(HttpClientResponse answer) {
        if (over.get()) {
            return;
        }
        response = answer;
        answer.exceptionHandler(cut -> answered());
        answer.endHandler(end -> answered());
        answer.handler(part -> {
            if (body.add(part)) {
                cutOff();
            }
        });
    }

    /// What is more than is kept, or comes too late, is not read: the connection ends.
    private void cutOff() {
        answered();
        reset();
    }

    private void reset() {
        HttpClientRequest made = request;
        if (made != null) {
            made.reset();
        }
    }

    private void late() {
        if (response != null) {
            cutOff();
        } else {
            fail(new TimeoutException());
            reset();
        }
    }

    private void answered() {
        HttpClientResponse answer = response;
        if (answer != null && end()) {
            int status = answer.statusCode();
            String error = status / 100 == 3 ? "answered %d; redirects are not followed" : null;
            emitter.complete(
                    new Answered(
                            status,
                            duration(),
                            body.text(),
                            error == null ? null : error.formatted(status)));
        }
    }

    private void fail(Throwable failure) {
        if (response != null) {
            answered();
        } else if (end()) {
            emitter.fail(failure);
        }
    }

    private boolean end() {
        vertx.cancelTimer(timer);
        return over.compareAndSet(false, true);
    }

    private int duration() {
        return (int) Duration.ofNanos(System.nanoTime() - began).toMillis();
    }
}
