package io.advicly.calendly.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Person;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// A user's live stream: notes when the meeting of each expected delivery shows up first.
final class LiveStream implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, Long> sentAt = new ConcurrentHashMap<>();
    private final Latencies latencies = new Latencies();

    private LiveStream() {}

    static LiveStream open(URI address, Person person) {
        LiveStream stream = new LiveStream();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).header("Accept", "text/event-stream");
        person.headers().forEach(request::header);
        try {
            HttpResponse<Stream<String>> response =
                    stream.client.send(request.build(), HttpResponse.BodyHandlers.ofLines());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("the stream answers " + response.statusCode());
            }
            Thread.ofPlatform().daemon().start(() -> stream.read(response.body()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
        return stream;
    }

    void expect(String eventUri, long nanos) {
        sentAt.put(eventUri, nanos);
    }

    Latencies latencies() {
        return latencies;
    }

    void forget() {
        awaitAll();
        sentAt.clear();
        latencies.forget();
    }

    /// Until everything expected has been seen, or nothing more will come.
    void awaitAll() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!sentAt.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(10_000_000);
        }
    }

    private void read(Stream<String> lines) {
        try {
            lines.filter(line -> line.startsWith("data:")).forEach(this::note);
        } catch (UncheckedIOException closed) {
            // The service or this client has ended.
        }
    }

    private void note(String line) {
        long now = System.nanoTime();
        try {
            Long from =
                    sentAt.remove(
                            Http.JSON
                                    .readTree(line.substring("data:".length()))
                                    .path("calendly_event_uri")
                                    .asText());
            if (from != null) {
                latencies.add(now - from);
            }
        } catch (JsonProcessingException notOurs) {
            throw new UncheckedIOException(notOurs);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
