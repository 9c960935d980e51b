package io.advicly.calendly.platform.body;

import io.advicly.calendly.platform.problem.EarlyRefusal;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads the bodies of requests, within bounds of size, time, and memory for all of them together
/// ([HeldBodies]).
@Singleton
public class BodyReader {

    private static final long NO_TIMER = -1;

    private final long patience;
    private final HeldBodies bodies;
    private final Vertx vertx;

    BodyReader(BodySettings settings, HeldBodies bodies, Vertx vertx) {
        this.patience = settings.patience().toMillis();
        this.bodies = bodies;
        this.vertx = vertx;
    }

    /// Why a body was not read.
    public enum Refusal {
        TOO_LARGE,
        TOO_MANY_BYTES,
        TOO_SLOW;

        /// As metrics have it.
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Either is called, once, or none where whoever sends has gone.
    public interface Receiver {

        /// Counts until it is let go.
        void whole(Body body);

        /// What still comes is dropped.
        void refused(Refusal why);
    }

    /// To be called on the request's own context.
    ///
    /// @param max how many bytes one may have
    public void read(HttpServerRequest request, HeldBodies.Door door, long max, Receiver receiver) {
        if (request.headers().contains(HttpHeaders.EXPECT)) {
            request.response().writeContinue();
        }
        Body body = new Body(request, door, max, receiver);
        request.exceptionHandler(gone -> body.letGo()); // whoever sent it has gone
        request.handler(body::received);
        request.endHandler(end -> body.ended());
        if (door == HeldBodies.Door.CALL) {
            body.limitTime(); // also of one that never begins
        }
        request.resume();
    }

    /// What has come of a body. Most come in one piece, which is copied once.
    public final class Body {

        private final HttpServerRequest request;
        private final HeldBodies.Door door;
        private final long max;
        private final Receiver receiver;
        private Buffer received = Buffer.buffer();
        private boolean ours = true;
        private boolean refused;
        private @Nullable String sender;
        private long counted;
        private long timer = NO_TIMER;

        private Body(HttpServerRequest request, HeldBodies.Door door, long max, Receiver receiver) {
            this.request = request;
            this.door = door;
            this.max = max;
            this.receiver = receiver;
        }

        public byte[] bytes() {
            return received.getBytes();
        }

        /// It counts no more. May be called again.
        public void letGo() {
            unlimitTime();
            if (sender != null) {
                bodies.giveBack(door, sender, counted);
                sender = null;
            }
        }

        private void received(Buffer chunk) {
            if (refused) {
                return;
            }
            if (received.length() + chunk.length() > max) {
                refuse(Refusal.TOO_LARGE);
            } else if (isVerifiedAtOnce(chunk) || hold(chunk.length())) {
                add(chunk);
            } else {
                refuse(Refusal.TOO_MANY_BYTES);
            }
        }

        private void ended() {
            unlimitTime();
            if (!refused) {
                receiver.whole(this);
            }
        }

        /// A delivery in one piece is verified in the same breath, and never counted.
        private boolean isVerifiedAtOnce(Buffer chunk) {
            return door != HeldBodies.Door.CALL
                    && received.length() == 0
                    && chunk.length() == EarlyRefusal.declaredSize(request);
        }

        private boolean hold(int bytes) {
            if (sender == null) {
                sender = sender(request.remoteAddress());
                limitTime();
            }
            boolean taken = bodies.take(door, sender, bytes);
            counted += taken ? bytes : 0;
            return taken;
        }

        private void limitTime() {
            if (timer == NO_TIMER) {
                timer = vertx.setTimer(patience, late -> tooSlow());
            }
        }

        private void unlimitTime() {
            if (timer != NO_TIMER) {
                vertx.cancelTimer(timer);
                timer = NO_TIMER;
            }
        }

        private void tooSlow() {
            if (!request.isEnded() && !refused) {
                refuse(Refusal.TOO_SLOW);
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

        private void refuse(Refusal why) {
            refused = true;
            letGo();
            received = Buffer.buffer();
            receiver.refused(why);
        }
    }

    private static String sender(@Nullable SocketAddress address) {
        return address == null ? "" : String.valueOf(address.hostAddress());
    }
}
