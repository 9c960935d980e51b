package io.advicly.calendly.bench;

import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.Surroundings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// (c) from the moment a delivery is sent until its meeting is on the live stream, and in `GET
/// /api/meetings`, at 500 deliveries per second.
final class VisibleSection {

    private static final int RATE = 500;

    /// One in so many is looked for in `GET /api/meetings`, again and again.
    private static final int SAMPLED = 50;

    private VisibleSection() {}

    static void run(Ground ground, Options options, Report report) {
        try (Service service = ground.start(options.on(), Map.of())) {
            Person person = ground.connected();
            Deliverer deliverer = new Deliverer(ground.target(), Bodies.template(ground.hostUri()));
            LiveStream stream =
                    LiveStream.open(Surroundings.service("/api/meetings/stream"), person);
            Latencies listed = new Latencies();
            deliver(deliverer, stream, person, listed, options.on().warmUpSeconds());
            stream.forget();
            listed.forget();
            ground.forgetDeliveries();
            long sent = deliver(deliverer, stream, person, listed, options.seconds());
            stream.awaitAll();
            report.table(
                    "visible",
                    "From delivery to visible at %d/s (%s)".formatted(RATE, options.on().name()),
                    List.of("where", "seen", "of", "p50 ms", "p99 ms", "max ms"),
                    List.of(
                            stream.latencies().row("live stream", sent),
                            listed.row("GET /api/meetings", sent / SAMPLED)),
                    "Measured from before the request is sent, so the delivery's own answer is part of it. Refused: %d."
                            .formatted(deliverer.refused()));
            stream.close();
        }
    }

    /// Keeps to a schedule that does not wait for answers.
    private static long deliver(
            Deliverer deliverer, LiveStream stream, Person person, Latencies listed, int seconds) {
        int total = RATE * seconds;
        // Made before, as it is the same two processors that make them.
        List<Deliverer.Delivery> deliveries =
                Stream.generate(deliverer::next).limit(total).toList();
        long begin = System.nanoTime();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < total; n++) {
                LockSupport.parkNanos(begin + (long) n * 1_000_000_000L / RATE - System.nanoTime());
                boolean sampled = n % SAMPLED == 0;
                Deliverer.Delivery delivery = deliveries.get(n);
                senders.execute(() -> {
                    long from = System.nanoTime();
                    stream.expect(delivery.eventUri(), from);
                    deliverer.send(delivery);
                    if (sampled) {
                        ListProbes.awaitListed(person, delivery, from);
                        listed.add(System.nanoTime() - from);
                    }
                });
            }
        }
        return total;
    }
}
