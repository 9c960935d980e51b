package io.advicly.calendly.platform.database;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SSLOptions;
import io.vertx.core.net.SocketAddress;
import java.util.function.Consumer;

/// Tells of each socket before anything is said on it: a server that accepts one and is silent then
/// would keep it for ever.
final class StartupClient implements NetClient {

    private final NetClient client;
    private final Consumer<NetSocket> opened;

    StartupClient(NetClient client, Consumer<NetSocket> opened) {
        this.client = client;
        this.opened = opened;
    }

    @Override
    public Future<NetSocket> connect(SocketAddress server, String name) {
        return told(client.connect(server, name));
    }

    @Override
    public Future<NetSocket> connect(SocketAddress server) {
        return told(client.connect(server));
    }

    @Override
    public Future<NetSocket> connect(int port, String host) {
        return told(client.connect(port, host));
    }

    @Override
    public Future<NetSocket> connect(int port, String host, String name) {
        return told(client.connect(port, host, name));
    }

    @Override
    public NetClient connect(int port, String host, Handler<AsyncResult<NetSocket>> handler) {
        connect(port, host).onComplete(handler);
        return this;
    }

    @Override
    public NetClient connect(
            int port, String host, String name, Handler<AsyncResult<NetSocket>> handler) {
        connect(port, host, name).onComplete(handler);
        return this;
    }

    @Override
    public NetClient connect(SocketAddress server, Handler<AsyncResult<NetSocket>> handler) {
        connect(server).onComplete(handler);
        return this;
    }

    @Override
    public NetClient connect(
            SocketAddress server, String name, Handler<AsyncResult<NetSocket>> handler) {
        connect(server, name).onComplete(handler);
        return this;
    }

    private Future<NetSocket> told(Future<NetSocket> socket) {
        return socket.map(it -> {
            opened.accept(it);
            return it;
        });
    }

    @Override
    public void close(Handler<AsyncResult<Void>> handler) {
        client.close(handler);
    }

    @Override
    public Future<Void> close() {
        return client.close();
    }

    @Override
    public Future<Boolean> updateSSLOptions(SSLOptions options, boolean force) {
        return client.updateSSLOptions(options, force);
    }
}
