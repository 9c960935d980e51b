package io.advicly.calendly.calendly.http.limit;

import io.advicly.calendly.calendly.http.answer.AnswerTooLargeException;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.spi.BodyStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The body of an answer, as far as there is room for it and for as long as somebody waits for it.
///
/// What comes after that is not read: nothing of the request moves from then on, and its time
/// without a byte ends it with its connection.
public final class LimitedBody implements BodyCodec<Buffer> {

    private final AnswerMemory memory;
    private final long end;

    public LimitedBody(AnswerMemory memory, Duration longest) {
        this.memory = memory;
        this.end = System.nanoTime() + longest.toNanos();
    }

    @Override
    public void create(Handler<AsyncResult<BodyStream<Buffer>>> handler) {
        handler.handle(Future.succeededFuture(new Reading(memory.share(null))));
    }

    /// Of one answer.
    private final class Reading implements BodyStream<Buffer> {

        private final AnswerMemory.Share share;
        private final Buffer body = Buffer.buffer();
        private final Promise<Buffer> read = Promise.promise();
        private boolean stopped;

        Reading(AnswerMemory.Share share) {
            this.share = share;
        }

        @Override
        public Future<Void> write(Buffer piece) {
            stopped = stopped || System.nanoTime() - end > 0 || !share.take(piece.length());
            if (stopped) {
                return Future.failedFuture(new AnswerTooLargeException());
            }
            body.appendBuffer(piece);
            return Future.succeededFuture();
        }

        @Override
        public void write(Buffer piece, @Nullable Handler<AsyncResult<Void>> handler) {
            told(write(piece), handler);
        }

        @Override
        public void end(@Nullable Handler<AsyncResult<Void>> handler) {
            share.end();
            read.tryComplete(body);
            told(Future.succeededFuture(), handler);
        }

        private static void told(Future<Void> done, @Nullable Handler<AsyncResult<Void>> handler) {
            if (handler != null) {
                done.onComplete(handler);
            }
        }

        @Override
        public void handle(Throwable failure) {
            share.end();
            read.tryFail(failure);
        }

        @Override
        public Future<Buffer> result() {
            return read.future();
        }

        @Override
        public boolean writeQueueFull() {
            return stopped;
        }

        @Override
        public Reading drainHandler(@Nullable Handler<Void> handler) {
            return this;
        }

        @Override
        public Reading exceptionHandler(@Nullable Handler<Throwable> handler) {
            return this;
        }

        @Override
        public Reading setWriteQueueMaxSize(int maxSize) {
            return this;
        }
    }
}
