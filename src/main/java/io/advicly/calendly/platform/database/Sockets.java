package io.advicly.calendly.platform.database;

import io.netty.channel.Channel;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetSocketInternal;
import java.util.concurrent.TimeUnit;

/// Closes sockets on which nobody answers, and tells when others do.
final class Sockets {

    private static final long FAREWELL_MILLIS = 500;

    private Sockets() {}

    /// At once, and past everything that would say good-bye first: the client's own way of closing
    /// waits for what is still to be written, and for the server to close.
    static void abort(NetSocket socket) {
        Channel channel = channel(socket);
        channel.eventLoop().execute(() -> channel.unsafe().close(channel.voidPromise()));
    }

    /// The same after a moment. On a timer of the loop itself: those of Vert.x end before it does.
    static void abortSoon(NetSocket socket) {
        Channel channel = channel(socket);
        var _ =
                channel.eventLoop()
                        .schedule(
                                () -> channel.unsafe().close(channel.voidPromise()),
                                FAREWELL_MILLIS,
                                TimeUnit.MILLISECONDS);
    }

    /// Whoever closes it. The socket's own handler belongs to the client.
    static void whenClosed(NetSocket socket, Runnable then) {
        channel(socket).closeFuture().addListener(closed -> then.run());
    }

    private static Channel channel(NetSocket socket) {
        return ((NetSocketInternal) socket).channelHandlerContext().channel();
    }
}
