package io.advicly.calendly.webhook;

import io.advicly.calendly.platform.EarlyRefusal;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Singleton;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads the bodies of deliveries, within bounds of size, time, and memory for all of them together
/// ([UnverifiedBodies]). What goes beyond is answered here.
@Singleton
class BodyReader {

    private static final long NO_TIMER = -1;

    private final long max;
    private final long patience;
    private final UnverifiedBodies unverified;
    private final WebhookMetrics metrics;
    private final EarlyRefusal refusal;
    private final Vertx vertx;

    BodyReader(
            WebhookSettings settings,
            UnverifiedBodies unverified,
            WebhookMetrics metrics,
            EarlyRefusal refusal,
            Vertx vertx) {
        this.max = settings.maxBodySize().asLongValue();
        this.patience = settings.unverified().patience().toMillis();
        this.unverified = unverified;
        this.metrics = metrics;
        this.refusal = refusal;
        this.vertx = vertx;
    }

    /// To be called on the request's own context.
    void read(HttpServerRequest request, UnverifiedBodies.Door door, Consumer<byte[]> whole) {
        if (request.headers().contains(HttpHeaders.EXPECT)) {
            request.response().writeContinue();
        }
        Body body = new Body(request, door, whole);
        request.exceptionHandler(gone -> body.letGo()); // whoever sent it has gone
        request.handler(body::received);
        request.endHandler(end -> body.ended());
        request.resume();
    }

    /// What has come of a body. Most come in one piece, which is copied once.
    private final class Body {

        private final HttpServerRequest request;
        private final UnverifiedBodies.Door door;
        private final Consumer<byte[]> whole;
        private Buffer received = Buffer.buffer();
        private boolean ours = true;
        private @Nullable String sender;
        private long counted;
        private long timer = NO_TIMER;

        Body(HttpServerRequest request, UnverifiedBodies.Door door, Consumer<byte[]> whole) {
            this.request = request;
            this.door = door;
            this.whole = whole;
        }

        void received(Buffer chunk) {
            if (request.response().ended()) {
                return; // refused already
            }
            if (received.length() + chunk.length() > max) {
                refuse("too_large", WebhookProblems.tooLarge(max));
            } else if (isAll(chunk) || hold(chunk.length())) {
                add(chunk);
            } else {
                refuse("too_many_bytes", WebhookProblems.tooMany());
            }
        }

        void ended() {
            letGo();
            if (!request.response().ended()) {
                whole.accept(received.getBytes());
            }
        }

        void letGo() {
            if (sender != null) {
                unverified.giveBack(door, sender, counted);
                sender = null;
                vertx.cancelTimer(timer);
            }
        }

        private boolean isAll(Buffer chunk) {
            return received.length() == 0 && chunk.length() == EarlyRefusal.declaredSize(request);
        }

        private boolean hold(int bytes) {
            if (sender == null) {
                sender = sender(request.remoteAddress());
                timer = vertx.setTimer(patience, late -> tooSlow());
            }
            boolean taken = unverified.take(door, sender, bytes);
            counted += taken ? bytes : 0;
            return taken;
        }

        private void tooSlow() {
            if (!request.isEnded() && !request.response().ended()) {
                refuse("too_slow", WebhookProblems.tooMany());
            }
        }

        private void add(Buffer chunk) {
            if (received.length() == 0) {
                received = chunk;
                ours = false;
            } else {
                received = (ours ? received : received.copy()).appendBuffer(chunk);
                ours = true;
            }
        }

        private void refuse(String reason, HttpProblem problem) {
            letGo();
            received = Buffer.buffer();
            metrics.rejected(reason);
            refusal.refuse(request, problem); // and what comes is dropped from now on
        }
    }

    private static String sender(@Nullable SocketAddress address) {
        return address == null ? "" : String.valueOf(address.hostAddress());
    }
}
