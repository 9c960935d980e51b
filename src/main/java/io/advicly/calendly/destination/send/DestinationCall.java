package io.advicly.calendly.destination.send;

import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.RequestOptions;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// One request and what is read of its answer, within a time: once the head of the answer is there
/// its status counts, however long the rest would take. Fails with a [StaleConnectionException]
/// where that of a kept connection never began.
final class DestinationCall {

    /// What some servers say on a connection on which nobody has asked them anything for long.
    private static final int ASKED_TOO_LATE = 408;

    private final EventConnections connections;
    private final AttemptLimit time;
    private final UniEmitter<? super Answered> emitter;
    private final long began = System.nanoTime();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AnswerBody body = new AnswerBody();
    private volatile @Nullable HttpClientRequest request;
    private volatile @Nullable HttpClientResponse response;
    private volatile boolean kept;

    DestinationCall(
            EventConnections connections, AttemptLimit time, UniEmitter<? super Answered> emitter) {
        this.connections = connections;
        this.time = time;
        this.emitter = emitter;
    }

    void make(RequestOptions options, Buffer content) {
        time.tell(this::late);
        connections
                .client()
                .request(options)
                .onSuccess(made -> send(made, content))
                .onFailure(this::failUnmade);
    }

    /// It may have ended just when it was taken out of those that are kept.
    private void failUnmade(Throwable failure) {
        kept = connections.areKept() && failure instanceof HttpClosedException;
        fail(unconnected(failure));
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
        kept = connections.use(made.connection());
        made.exceptionHandler(this::fail);
        made.send(content).onSuccess(this::read).onFailure(this::fail);
    }

    private void read(HttpClientResponse answer) {
        answer.exceptionHandler(cut -> answered());
        if (over.get()) {
            return;
        }
        if (kept && answer.statusCode() == ASKED_TOO_LATE) {
            fail(new HttpClosedException("asked too late"));
            reset();
            return;
        }
        response = answer;
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

    private void late(TimeoutException late) {
        if (response != null) {
            cutOff();
        } else if (end()) {
            emitter.fail(late);
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
            emitter.fail(kept ? new StaleConnectionException(failure) : failure);
        }
    }

    private boolean end() {
        return over.compareAndSet(false, true);
    }

    private int duration() {
        return (int) Duration.ofNanos(System.nanoTime() - began).toMillis();
    }
}
