package io.advicly.calendly.destination.send;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/// The connections by which events are sent, and which of them have been used before.
final class EventConnections {

    private final HttpClient client;
    private final boolean kept;

    /// As long as there are any.
    private final Set<HttpConnection> used =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    EventConnections(Vertx vertx, HttpClientOptions options) {
        this.kept = options.isKeepAlive();
        // What is wrong with a connection is an outcome: not for others to fill the log with.
        this.client =
                vertx.httpClientBuilder()
                        .with(options)
                        .withConnectHandler(connection -> connection.exceptionHandler(told -> {}))
                        .build();
    }

    HttpClient client() {
        return client;
    }

    /// Whether one may be used again.
    boolean areKept() {
        return kept;
    }

    /// @return whether it has been used before
    boolean use(HttpConnection connection) {
        return !used.add(connection);
    }
}
