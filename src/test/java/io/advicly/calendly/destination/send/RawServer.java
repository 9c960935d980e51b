package io.advicly.calendly.destination.send;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/// A server that says what it likes, whatever it is asked, on each connection of its own thread.
final class RawServer implements AutoCloseable {

    /// What it does with a connection.
    interface Manners {
        void talk(InputStream in, OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket socket;
    private final Manners manners;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();

    RawServer(Manners manners) {
        this.manners = manners;
        try {
            socket = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Thread.ofVirtual().start(this::accept);
    }

    static RawServer saying(String answer) {
        return new RawServer((in, out) -> {
            readHead(in);
            out.write(answer.getBytes(ISO_8859_1));
            out.flush();
            var _ = in.readAllBytes();
        });
    }

    static void readHead(InputStream in) throws IOException {
        int blank = 0;
        while (blank < 4) {
            int next = in.read();
            if (next < 0) {
                return;
            }
            blank = next == '\r' || next == '\n' ? blank + 1 : 0;
        }
    }

    String url(String scheme, String host) {
        return "%s://%s:%d/hooks".formatted(scheme, host, socket.getLocalPort());
    }

    int connections() {
        return connections.get();
    }

    /// How many the other side, or it, has ended.
    int ended() {
        return ended.get();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket one = socket.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(one));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket one) {
        try (one) {
            manners.talk(one.getInputStream(), one.getOutputStream());
        } catch (IOException gone) {
            // It has ended, which is what counts.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            ended.incrementAndGet();
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
