package io.advicly.calendly.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Many clients at once over plain sockets, each with a connection of its own. They count what they
/// were told.
public final class Strangers implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final int PIECE = 16 * 1024;

    private final Map<String, Integer> answers = new TreeMap<>();
    private final List<Socket> open = new ArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final URI service;
    private final int addresses;

    public Strangers(URI service) {
        this(0, service);
    }

    private Strangers(int addresses, URI service) {
        this.addresses = addresses;
        this.service = service;
    }

    /// Those who come from so many addresses of this machine, none of which is anybody else's.
    public static Strangers from(int addresses, URI service) {
        return new Strangers(addresses, service);
    }

    /// @param head of the request, without the empty line
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Call(String head, byte[] body) {

        /// @param header one more, or empty
        public static Call post(String path, String header, byte[] body) {
            return new Call(
                    "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n%sContent-Length: %d\r\n"
                            .formatted(path, header.isEmpty() ? "" : header + "\r\n", body.length),
                    body);
        }

        /// To a token that nobody has.
        public static Call invented(byte[] body) {
            return post("/api/calendly/webhooks/" + UUID.randomUUID(), "", body);
        }

        /// With what could be a signature and is none.
        public static Call forged(String path, byte[] body) {
            return post(
                    path,
                    "Calendly-Webhook-Signature: t=%d,v1=%s"
                            .formatted(System.currentTimeMillis() / 1_000, "0".repeat(64)),
                    body);
        }

        public static Call get(String path, Map<String, String> headers) {
            String lines =
                    headers.entrySet().stream()
                            .map(it -> it.getKey() + ": " + it.getValue() + "\r\n")
                            .collect(Collectors.joining());
            return new Call(
                    "GET %s HTTP/1.1\r\nHost: localhost\r\n%s".formatted(path, lines), new byte[0]);
        }
    }

    /// All of them send, again and again until it is over, and close.
    ///
    /// In threads of the system, which it shares its processors out among: virtual ones go on until
    /// they have to wait, and who measures beside them would measure that.
    public void knock(int clients, Supplier<Call> calls, AtomicBoolean over) {
        inParallel(
                Executors.newCachedThreadPool(),
                clients,
                () -> {
                    do {
                        try (Socket socket = connected()) {
                            note(answer(socket, calls.get()));
                        } catch (IOException cut) {
                            note("cut");
                        }
                    } while (!over.get());
                });
    }

    /// Each sends once, and stays.
    public void stay(int clients, Supplier<Call> calls) {
        inParallel(Executors.newVirtualThreadPerTaskExecutor(), clients, () -> sendAndStay(calls));
    }

    private void sendAndStay(Supplier<Call> calls) {
        try {
            Socket socket = connected();
            synchronized (open) {
                open.add(socket);
            }
            note(answer(socket, calls.get()));
        } catch (IOException cut) {
            note("cut: " + cut.getMessage());
        }
    }

    /// For example `404: 400, cut: 3`.
    public synchronized String told() {
        return answers.entrySet().stream()
                .map(it -> it.getKey() + ": " + it.getValue())
                .collect(Collectors.joining(", "));
    }

    /// How many were told so: a status, or `cut`.
    public synchronized int told(String answer) {
        return answers.getOrDefault(answer, 0);
    }

    private static void inParallel(ExecutorService threads, int clients, Runnable client) {
        try (threads) {
            List<Future<?>> all = new ArrayList<>();
            for (int n = 0; n < clients; n++) {
                all.add(threads.submit(client));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(PATIENCE_MILLIS);
        if (addresses > 0) {
            int address = 1 + connections.getAndIncrement() % addresses;
            socket.bind(new InetSocketAddress("127.0.1." + address, 0));
        }
        socket.connect(
                new InetSocketAddress(service.getHost(), service.getPort()), PATIENCE_MILLIS);
        return socket;
    }

    /// The status, or that there was none. Whoever is refused while it sends goes on to read.
    private static String answer(Socket socket, Call call) throws IOException {
        try {
            socket.getOutputStream().write((call.head() + "\r\n").getBytes(US_ASCII));
            for (int at = 0; at < call.body().length; at += PIECE) {
                socket.getOutputStream()
                        .write(call.body(), at, Math.min(PIECE, call.body().length - at));
            }
        } catch (IOException refusedMeanwhile) {
            // What was answered may still be there to read.
        }
        byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
        return line.length < "HTTP/1.1 200".length()
                ? "cut"
                : new String(line, US_ASCII).substring("HTTP/1.1 ".length());
    }

    private synchronized void note(String answer) {
        answers.merge(answer, 1, Integer::sum);
    }

    @Override
    public void close() {
        synchronized (open) {
            open.forEach(Strangers::close);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // The service was first.
        }
    }
}
