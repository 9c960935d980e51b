package io.advicly.calendly.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A client of server-sent events that remembers all it hears.
public final class EventStream implements AutoCloseable {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final HttpResponse<InputStream> response;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger comments = new AtomicInteger();
    private volatile boolean ended;
    private volatile boolean cut;

    /// @param id null when the event has none
    public record Event(String name, @Nullable String id, JsonNode data) {}

    private EventStream(HttpResponse<InputStream> response) {
        this.response = response;
    }

    /// Opens a stream, whatever the answer is.
    public static EventStream open(URI uri, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).GET();
        headers.forEach(request::header);
        try {
            EventStream stream =
                    new EventStream(
                            CLIENT.send(
                                    request.build(), HttpResponse.BodyHandlers.ofInputStream()));
            var _ = Thread.ofVirtual().start(stream::listen);
            return stream;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    public int status() {
        return response.statusCode();
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    public List<Event> all() {
        return List.copyOf(events);
    }

    /// Those of one name, in the order in which they came.
    public List<Event> named(String name) {
        return events.stream().filter(event -> event.name().equals(name)).toList();
    }

    public int comments() {
        return comments.get();
    }

    /// The id that a browser would ask to go on from.
    public String lastId() {
        return events.stream()
                .map(Event::id)
                .filter(id -> id != null)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    public boolean ended() {
        return ended;
    }

    /// Whether it ended in the middle of an answer, instead of with one.
    public boolean cut() {
        return cut;
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    private void listen() {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            Parts parts = new Parts();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(":")) {
                    comments.incrementAndGet();
                } else if (!line.isEmpty()) {
                    parts.add(line);
                } else if (parts.data != null) {
                    events.add(new Event(parts.name, parts.id, Http.JSON.readTree(parts.data)));
                    parts = new Parts();
                }
            }
        } catch (IOException broken) {
            cut = true;
        }
        ended = true;
    }

    /// The fields of an event on its way.
    private static final class Parts {
        private String name = "message";
        private @Nullable String id;
        private @Nullable String data;

        void add(String line) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                return; // no event: a refusal
            }
            String value = line.substring(colon + 1).strip();
            switch (line.substring(0, colon)) {
                case "event" -> name = value;
                case "id" -> id = value;
                case "data" -> data = value;
                default -> {}
            }
        }
    }
}
