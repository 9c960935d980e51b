package io.advicly.calendly.calendly;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/// Reads a request and then resets the connection, which clients see as a `SocketException`.
public final class ResettingServer implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final AtomicInteger requests = new AtomicInteger();

    public ResettingServer() throws IOException {
        Thread.ofVirtual().start(this::serve);
    }

    public String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    public int requests() {
        return requests.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                InputStream in = client.getInputStream();
                if (in.read(new byte[8192]) > 0) {
                    requests.incrementAndGet();
                }
                client.setSoLinger(true, 0);
            } catch (IOException closed) {
                return;
            }
        }
    }
}
