package io.advicly.calendly.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// A product's pages, on another origin than the service.
final class StaticSite implements AutoCloseable {

    private final HttpServer server;

    StaticSite() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.start();
    }

    String origin() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    void serve(String path, String type, String content) {
        server.createContext(
                path,
                call -> {
                    try (call) {
                        byte[] bytes = content.getBytes(UTF_8);
                        call.getResponseHeaders().set("Content-Type", type);
                        call.sendResponseHeaders(200, bytes.length);
                        call.getResponseBody().write(bytes);
                    }
                });
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
