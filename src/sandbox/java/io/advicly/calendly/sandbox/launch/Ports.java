package io.advicly.calendly.sandbox.launch;

import io.advicly.calendly.sandbox.SandboxOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.stream.Stream;

/// The ports that a browser is sent to, looked at before anything is started.
final class Ports {

    private static final String CHECKED = "sandbox.ports.checked";
    private static final String HTTP_PORT = "quarkus.http.port";

    private Ports() {}

    /// What is in the way, in one line. After a live reload nothing is: the ports are our own.
    static Optional<String> complaint() {
        if (System.getProperty(CHECKED) != null) {
            return Optional.empty();
        }
        System.setProperty(CHECKED, "true");
        int service = Environment.get(HTTP_PORT).map(Integer::parseInt).orElse(8080);
        return Stream.of(service, SandboxOptions.DEFAULT_PORT)
                .filter(Ports::isTaken)
                .map(
                        "Port %d is in use. Is another calendly-connect running? Stop it, and start again."
                                ::formatted)
                .findFirst();
    }

    private static boolean isTaken(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress("localhost", port));
            return false;
        } catch (IOException taken) {
            return true;
        }
    }
}
