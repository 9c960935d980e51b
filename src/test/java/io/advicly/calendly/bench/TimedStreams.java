package io.advicly.calendly.bench;

import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// The live streams of many users: how long each meeting took from its delivery, whose time of
/// sending its name tells.
final class TimedStreams implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String MARK = "\"name\":\"" + Bodies.SENT;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Latencies latencies = new Latencies();

    private TimedStreams() {}

    static TimedStreams open(List<Person> people) {
        TimedStreams streams = new TimedStreams();
        people.forEach(streams::open);
        return streams;
    }

    Latencies latencies() {
        return latencies;
    }

    /// Until so many have been seen, or nothing more will come.
    void awaitAtLeast(long meetings) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (latencies.size() < meetings && System.nanoTime() < end) {
            LockSupport.parkNanos(10_000_000);
        }
    }

    private void open(Person person) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(Surroundings.service("/api/meetings/stream"))
                        .header("Accept", "text/event-stream");
        person.headers().forEach(request::header);
        try {
            HttpResponse<Stream<String>> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofLines());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("the stream answers " + response.statusCode());
            }
            Thread.ofVirtual().start(() -> read(response.body()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private void read(Stream<String> lines) {
        try {
            lines.forEach(this::note);
        } catch (UncheckedIOException closed) {
            // The service or this client has ended.
        }
    }

    /// By its text, as parsing a thousand a second would take from what is measured.
    private void note(String line) {
        int mark = line.indexOf(MARK);
        if (mark >= 0) {
            int from = mark + MARK.length();
            long sent = Long.parseLong(line.substring(from, line.indexOf('"', from)));
            latencies.add(
                    TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis())
                            - TimeUnit.MICROSECONDS.toNanos(sent));
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
