package io.advicly.calendly.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Stands between the service and its database, or Calendly. Connections can go silent: they stay
/// open, what is sent is acknowledged, and nothing comes of it, as behind a firewall that has
/// forgotten them or a pooler that hangs. An [Ambush] waits for a certain point of what is said.
public final class TcpProxy implements AutoCloseable {

    private final int target;
    private final ServerSocket server;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile boolean silent;
    private volatile @Nullable String unanswered;
    private volatile @Nullable Ambush ambush;

    private TcpProxy(int target, ServerSocket server) {
        this.target = target;
        this.server = server;
    }

    public static TcpProxy to(int target) {
        try {
            ServerSocket server = new ServerSocket();
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Ports.free()));
            TcpProxy proxy = new TcpProxy(target, server);
            Thread.ofVirtual().start(proxy::acceptAll);
            return proxy;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /// Connections that are open go silent for good; new ones work.
    public void silenceOpenOnes() {
        links.forEach(link -> link.silent = true);
    }

    /// Connections that are open, and new ones, go silent.
    public void silenceAll() {
        silent = true;
        silenceOpenOnes();
    }

    /// What contains this text still reaches the database, which does as it is told; whoever has
    /// sent it hears no more on that connection. Until [#loseNoAnswers].
    public void loseAnswersTo(String text) {
        unanswered = text;
    }

    public void loseNoAnswers() {
        unanswered = null;
    }

    /// Once, on whichever connection it comes to that first.
    public void lay(Ambush waiting) {
        ambush = waiting;
    }

    /// New ones work again.
    public void letNewOnesThrough() {
        silent = false;
    }

    /// How many connections there have been.
    public int accepted() {
        return accepted.get();
    }

    /// How many the service holds open.
    public long open() {
        return links.stream().filter(link -> !link.client.isClosed()).count();
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket client = server.accept();
                accepted.incrementAndGet();
                Thread.ofVirtual().start(() -> link(client));
            }
        } catch (IOException closed) {
            // the end of the test
        }
    }

    /// Whoever comes while the database is away is turned away, as by the database's host.
    private void link(Socket client) {
        try {
            Link link = new Link(client, new Socket(InetAddress.getLoopbackAddress(), target));
            links.add(link);
            // After that: whoever silences all either sees it there, or is seen here.
            if (silent) {
                link.silent = true;
            }
            Thread.ofVirtual().start(link::pumpToDatabase);
            Thread.ofVirtual().start(link::pumpToClient);
        } catch (IOException away) {
            try {
                client.close();
            } catch (IOException gone) {
                // It was to be closed.
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            links.forEach(Link::close);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private final class Link {

        private final Socket client;
        private final Socket database;
        private volatile boolean silent;
        private volatile boolean deaf;
        private final Ambush.Way way = new Ambush.Way();

        Link(Socket client, Socket database) {
            this.client = client;
            this.database = database;
        }

        void pumpToDatabase() {
            pump(client, database, true);
        }

        void pumpToClient() {
            pump(database, client, false);
        }

        private void pump(Socket from, Socket to, boolean asking) {
            byte[] buffer = new byte[16_384];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    if (asking && isToBeUnanswered(buffer, count)) {
                        deaf = true;
                    }
                    if (isAmbushed(asking, buffer, count)) {
                        silent = true;
                    }
                    if (!silent && !(deaf && !asking)) {
                        out.write(buffer, 0, count);
                    }
                }
            } catch (IOException gone) {
                // whichever side it was
            }
            // A silent one tells nobody that the other side has gone.
            if (!(silent || deaf) || asking) {
                close();
            }
        }

        private boolean isAmbushed(boolean asking, byte[] said, int count) {
            Ambush waiting = ambush;
            if (waiting == null) {
                return false;
            }
            return asking
                    ? waiting.sent(way, new String(said, 0, count, ISO_8859_1))
                    : waiting.answered(way);
        }

        private boolean isToBeUnanswered(byte[] sent, int count) {
            String text = unanswered;
            return text != null && new String(sent, 0, count, ISO_8859_1).contains(text);
        }

        void close() {
            try (client;
                    database) {
                // both
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
