package io.advicly.calendly.platform.database;

import io.vertx.core.net.NetSocket;
import java.util.OptionalLong;

/// A socket on which a connection is being made, or a cancel request sent. It is over, whatever the
/// server says, when the socket is closed.
///
/// @param since in nanoseconds
/// @param limit how long it may take, in nanoseconds
record Startup(NetSocket socket, long since, long limit) implements Bounded {

    @Override
    public boolean isOverdue(long now) {
        return now - since > limit;
    }

    @Override
    public OptionalLong end() {
        Sockets.abort(socket);
        return OptionalLong.empty();
    }

    @Override
    public void abandon() {
        Sockets.abortSoon(socket);
    }

    @Override
    public void suspect(long silentSince) {
        // It has a limit of its own, a short one.
    }
}
