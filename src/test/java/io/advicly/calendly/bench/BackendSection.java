package io.advicly.calendly.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Person;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// From the moment a delivery is sent until its event is at a destination, whose receiver is a
/// process of its own, and in the answer of `GET /api/backend/events?wait=30`, at 200 deliveries
/// per second.
final class BackendSection {

    private static final int RATE = 200;
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private final Person backend = Person.backend("default");
    private final Deliverer deliverer;
    private final URI sink;
    private final Map<String, Long> sent = new ConcurrentHashMap<>();
    private final Map<String, Long> read = new ConcurrentHashMap<>();

    private BackendSection(Deliverer deliverer, URI sink) {
        this.deliverer = deliverer;
        this.sink = sink;
    }

    static void run(Ground ground, Options options, Report report) {
        int port = Ground.freePort();
        Process receiver = receiver(port);
        Map<String, String> more = Map.of("calendly.destinations.allow-private", "true");
        try (Service service = ground.start(options.on(), more)) {
            var _ = ground.connected();
            BackendSection section =
                    new BackendSection(
                            new Deliverer(ground.target(), Bodies.template(ground.hostUri())),
                            URI.create("http://127.0.0.1:" + port + "/"));
            section.measure(ground, options, report);
        } finally {
            receiver.destroyForcibly();
        }
    }

    private void measure(Ground ground, Options options, Report report) {
        var _ =
                backend.post("/api/backend/destinations", Map.of("url", sink.toString()))
                        .expect(201);
        Thread reader = Thread.ofPlatform().daemon().start(this::readOn);
        deliver(options.on().warmUpSeconds());
        sent.clear();
        var _ = Http.with("DELETE", sink, null, Map.of()).expect(204);
        ground.forgetDeliveries();
        deliver(options.seconds());
        report.table(
                "backend",
                "From delivery to a backend at %d/s (%s)".formatted(RATE, options.on().name()),
                List.of("where", "seen", "of", "p50 ms", "p99 ms", "max ms"),
                List.of(
                        latencies(came()).row("destination's receiver", sent.size()),
                        latencies(read).row("GET /api/backend/events?wait=30", sent.size())),
                "Measured from before the request is sent to when the receiver, a process of its own, has the event's head. Refused: %d."
                        .formatted(deliverer.refused()));
        reader.interrupt();
    }

    private Latencies latencies(Map<String, Long> came) {
        Latencies latencies = new Latencies();
        for (Map.Entry<String, Long> one : sent.entrySet()) {
            Long at = came.get(one.getKey());
            if (at != null) {
                latencies.add((at - one.getValue()) * 1_000);
            }
        }
        return latencies;
    }

    /// Keeps to a schedule that does not wait for answers; ends when all has come, or no more will.
    private void deliver(int seconds) {
        int total = RATE * seconds;
        List<Deliverer.Delivery> deliveries =
                Stream.generate(deliverer::next).limit(total).toList();
        long begin = System.nanoTime();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < total; n++) {
                LockSupport.parkNanos(begin + n * 1_000_000_000L / RATE - System.nanoTime());
                Deliverer.Delivery delivery = deliveries.get(n);
                senders.execute(() -> send(delivery));
            }
        }
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < end
                && !(came().keySet().containsAll(sent.keySet())
                        && read.keySet().containsAll(sent.keySet()))) {
            LockSupport.parkNanos(500_000_000);
        }
    }

    private void send(Deliverer.Delivery delivery) {
        sent.put(delivery.eventUri(), micros());
        deliverer.send(delivery);
    }

    private Map<String, Long> came() {
        Map<String, Long> came = new HashMap<>();
        Http.get(sink, Map.of())
                .raw()
                .body()
                .lines()
                .map(line -> line.split(" "))
                .forEach(it -> came.put(it[0], Long.parseLong(it[1])));
        return came;
    }

    private void readOn() {
        String after = "latest";
        while (!Thread.currentThread().isInterrupted()) {
            JsonNode page =
                    backend.get("/api/backend/events?limit=200&wait=30&after=" + after)
                            .expect(200)
                            .body();
            long now = micros();
            page.get("events")
                    .forEach(event ->
                            read.putIfAbsent(event.at("/data/calendly_event_uri").asText(), now));
            after = page.get("next").asText();
        }
    }

    private static long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    private static Process receiver(int port) {
        try {
            Process process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    EventSink.class.getName(),
                                    String.valueOf(port))
                            .redirectErrorStream(true)
                            .redirectOutput(new File("target/bench-receiver.log"))
                            .start();
            URI address = URI.create("http://127.0.0.1:" + port + "/");
            while (!Ground.answers(address, 200)) {
                LockSupport.parkNanos(50_000_000);
            }
            return process;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
