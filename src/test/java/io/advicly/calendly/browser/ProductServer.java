package io.advicly.calendly.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.advicly.calendly.testing.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// A web server of the product, on a site of its own.
final class ProductServer implements AutoCloseable {

    /// @param headers what a page says besides
    record File(String type, Map<String, String> headers, Supplier<String> content) {

        static File html(String content) {
            return new File("text/html; charset=utf-8", Map.of(), () -> content);
        }

        static File script(String content) {
            return new File("text/javascript; charset=utf-8", Map.of(), () -> content);
        }

        File with(String name, String value) {
            Map<String, String> more = new ConcurrentHashMap<>(headers);
            more.put(name, value);
            return new File(type, more, content);
        }
    }

    private final Map<String, File> files = new ConcurrentHashMap<>();
    private final ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    ProductServer() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(
                                    InetAddress.getLoopbackAddress(),
                                    Surroundings.product("").getPort()),
                            0);
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        server.setExecutor(hands);
        server.createContext("/", this::answer);
        server.start();
    }

    void serve(String path, File file) {
        files.put(path, file);
    }

    private void answer(HttpExchange call) throws IOException {
        try (call) {
            File file = files.get(call.getRequestURI().getPath());
            if (file == null) {
                call.sendResponseHeaders(404, -1);
                return;
            }
            byte[] content = file.content().get().getBytes(UTF_8);
            call.getResponseHeaders().set("Content-Type", file.type());
            file.headers().forEach(call.getResponseHeaders()::set);
            call.sendResponseHeaders(200, content.length == 0 ? -1 : content.length);
            call.getResponseBody().write(content);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        hands.close();
    }
}
