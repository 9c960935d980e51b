package io.advicly.calendly.console;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// Answers with a page or a file of the console, and with what none of them may go without.
@ApplicationScoped
class ConsoleReply {

    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final int NOT_FOUND = 404;

    private final ConsoleFiles files;

    ConsoleReply(ConsoleFiles files) {
        this.files = files;
    }

    void page(RoutingContext call, int status, String name) {
        ConsoleFiles.Content page =
                files.find(name).orElseThrow(() -> new IllegalStateException("no page " + name));
        var _ = guarded(call, page).putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        send(call, status, page);
    }

    /// The same for everybody who may see it, until there is a new version.
    void file(RoutingContext call, String name) {
        Optional<ConsoleFiles.Content> found =
                name.endsWith(".html") ? Optional.empty() : files.find(name);
        if (found.isEmpty()) {
            nothing(call, NOT_FOUND);
            return;
        }
        ConsoleFiles.Content file = found.get();
        var _ =
                guarded(call, file)
                        .putHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                        .putHeader(HttpHeaders.ETAG, file.tag());
        if (file.tag().equals(call.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
            var _ = call.response().setStatusCode(NOT_MODIFIED).end();
            return;
        }
        send(call, OK, file);
    }

    /// For what is fetched by a page.
    static void nothing(RoutingContext call, int status) {
        var _ =
                call.response()
                        .setStatusCode(status)
                        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                        .end();
    }

    static void to(RoutingContext call, int status, String address) {
        var _ =
                call.response()
                        .setStatusCode(status)
                        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                        .putHeader("Referrer-Policy", "no-referrer")
                        .putHeader(HttpHeaders.LOCATION, address)
                        .end();
    }

    private static HttpServerResponse guarded(RoutingContext call, ConsoleFiles.Content content) {
        return call.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, content.type())
                .putHeader("Content-Security-Policy", ConsolePolicy.of(content.bytes()))
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin");
    }

    private static void send(RoutingContext call, int status, ConsoleFiles.Content content) {
        var _ = call.response().setStatusCode(status).end(Buffer.buffer(content.bytes()));
    }
}
