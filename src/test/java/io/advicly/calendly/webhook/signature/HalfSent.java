package io.advicly.calendly.webhook.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A delivery of which the head has been sent, and of the body only what a test sends.
public final class HalfSent implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;
    private final BufferedReader answers;

    private HalfSent(Socket socket) throws IOException {
        this.socket = socket;
        this.answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    }

    /// @param length what the head says that the body has
    public static HalfSent to(URI address, String token, int length, @Nullable String signature) {
        try {
            Socket socket = new Socket(address.getHost(), address.getPort());
            socket.setSoTimeout(PATIENCE_MILLIS);
            HalfSent sent = new HalfSent(socket);
            sent.send(
                    """
                    POST %s/%s HTTP/1.1\r
                    Host: localhost\r
                    Content-Type: application/json\r
                    Content-Length: %d\r
                    %s\r
                    """
                            .formatted(
                                    Deliver.PATH,
                                    token,
                                    length,
                                    signature == null
                                            ? ""
                                            : SignatureHeader.NAME + ": " + signature + "\r\n")
                            .getBytes(UTF_8));
            return sent;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public HalfSent send(byte[] some) {
        try {
            socket.getOutputStream().write(some);
            socket.getOutputStream().flush();
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// The first line of the answer.
    public String status() {
        return line().orElseThrow(() -> new AssertionError("no answer"));
    }

    /// The whole answer of a connection that is closed then.
    public String answer() {
        StringBuilder all = new StringBuilder();
        for (Optional<String> next = line(); next.isPresent(); next = line()) {
            all.append(next.get()).append('\n');
        }
        return all.toString();
    }

    private Optional<String> line() {
        try {
            return Optional.ofNullable(answers.readLine());
        } catch (SocketTimeoutException silent) {
            return Optional.empty();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
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
