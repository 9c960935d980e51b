package io.advicly.calendly.platform.stop;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.advicly.calendly.platform.problem.EarlyRefusal;
import io.advicly.calendly.platform.problem.ProblemDocument;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.concurrent.TimeUnit;

/// Ends a request past whatever works on it, which sees no more than a client that has gone: it may
/// go on, and what it answers reaches nobody.
public final class CutRequest {

    /// How long a caller who is still sending may take to notice the answer.
    private static final long LINGER_MILLIS = 1_000;

    private CutRequest() {}

    /// At once and without a word. Vert.x (4.5) waits, however it is told to close a connection,
    /// until the client has taken what was sent, and tells nobody of a response that it has reset:
    /// Quarkus counted that as under way for ever.
    public static void now(HttpServerRequest request) {
        if (isShared(request)) {
            request.response().reset();
        } else {
            Channel channel = channel(request);
            channel.eventLoop().execute(() -> channel.unsafe().close(channel.voidPromise()));
        }
    }

    /// With a problem document where nothing has been answered yet. To be called on the request's
    /// own context.
    static void telling(HttpProblem problem, HttpServerRequest request) {
        if (request.response().ended()) {
            return;
        }
        if (isShared(request) || request.response().headWritten()) {
            now(request);
            return;
        }
        long linger = isIncomplete(request) ? LINGER_MILLIS : 0;
        ((ConnectionBase) request.connection())
                .channelHandlerContext()
                .writeAndFlush(answer(problem, request.method()))
                .addListener(written ->
                        channel(request)
                                .eventLoop()
                                .schedule(() -> now(request), linger, TimeUnit.MILLISECONDS));
    }

    /// Whether some of the body has not come yet, or has not been read.
    static boolean isIncomplete(HttpServerRequest request) {
        boolean hasBody =
                EarlyRefusal.declaredSize(request) > 0
                        || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
        return hasBody && !request.isEnded();
    }

    /// Whether other requests go over the same connection.
    private static boolean isShared(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_2;
    }

    private static Channel channel(HttpServerRequest request) {
        return ((ConnectionBase) request.connection()).channel();
    }

    private static FullHttpResponse answer(HttpProblem problem, HttpMethod method) {
        ByteBuf document = Unpooled.copiedBuffer(ProblemDocument.of(problem).encode(), UTF_8);
        FullHttpResponse answer =
                new DefaultFullHttpResponse(
                        io.netty.handler.codec.http.HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(problem.getStatusCode()),
                        method.equals(HttpMethod.HEAD) ? Unpooled.EMPTY_BUFFER : document);
        problem.getHeaders().forEach((name, value) -> answer.headers().set(name, value));
        answer.headers()
                .set(HttpHeaders.CONTENT_TYPE, HttpProblem.MEDIA_TYPE.toString())
                .set(HttpHeaders.CONTENT_LENGTH, document.readableBytes())
                .set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        return answer;
    }
}
