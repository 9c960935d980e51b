package io.advicly.calendly.bench;

import io.advicly.calendly.testing.Surroundings;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/// (h) two replicas under load, one of which is killed: how long until everything that had been
/// acknowledged by then is visible.
final class KillSection {

    private static final int RATE = 300;
    private static final int ORGANIZATIONS = 20;
    private static final int USERS_OF_EACH = 5;
    private static final int ROUNDS = 3;
    private static final long LOOK_NANOS = 50_000_000;

    /// Longer than any lease.
    private static final long PATIENCE_NANOS = 300_000_000_000L;

    private static final List<String> HEAD =
            List.of(
                    "round",
                    "acknowledged before the kill",
                    "not projected at the kill",
                    "visible after ms",
                    "lost");

    private final Ground ground;
    private final Options options;
    private final List<Deliverer> deliverers;
    private final URI stays = Surroundings.service("");
    private final int doomedPort = Ground.freePort();
    private final URI doomed = URI.create("http://localhost:" + doomedPort);

    private KillSection(Ground ground, Options options) {
        this.ground = ground;
        this.options = options;
        this.deliverers =
                ConnectedUsers.connect(ground.postgres(), ORGANIZATIONS, USERS_OF_EACH).stream()
                        .map(user ->
                                new Deliverer(user.target(), Bodies.template(user.accountUri())))
                        .toList();
    }

    static void run(Ground ground, Options options, Report report) {
        try (Service _ = ground.start(options.on(), Map.of())) {
            KillSection section = new KillSection(ground, options);
            List<List<Object>> rows = new ArrayList<>();
            for (long round = 1; round <= ROUNDS; round++) {
                rows.add(section.round(round));
            }
            report.table(
                    "kill",
                    "One of two replicas is killed at %d/s (%s)"
                            .formatted(RATE, options.on().name()),
                    HEAD,
                    rows,
                    "The other replica goes on with as much load.");
        }
    }

    private List<Object> round(long number) {
        try (Service victim = ground.startReplica(options.on(), doomedPort)) {
            deliver(List.of(stays, doomed), options.on().warmUpSeconds() / 2);
            ground.forgetDeliveries();
            Set<String> acknowledged = deliver(List.of(stays, doomed), options.seconds());
            victim.kill();
            long killedAt = System.nanoTime();
            String cut =
                    ground.postgres()
                            .texts("SELECT max(received_at)::text FROM calendly_webhook_deliveries")
                            .getFirst();
            long left = pending(cut);
            try (ExecutorService load = Executors.newSingleThreadExecutor()) {
                load.execute(() -> deliver(List.of(stays), options.seconds()));
                long visible = awaitProjected(cut, killedAt);
                return List.of(
                        number,
                        (long) acknowledged.size(),
                        left,
                        visible / 1e6,
                        lost(acknowledged));
            }
        }
    }

    private long awaitProjected(String cut, long killedAt) {
        while (pending(cut) > 0 && System.nanoTime() - killedAt < PATIENCE_NANOS) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return System.nanoTime() - killedAt;
    }

    private long pending(String cut) {
        return ground.postgres()
                .number(
                        "SELECT count(*) FROM calendly_webhook_deliveries"
                                + " WHERE state = 'pending' AND received_at <= '%s'"
                                        .formatted(cut));
    }

    private long lost(Set<String> acknowledged) {
        Set<String> lost = new HashSet<>(acknowledged);
        ground.postgres().texts("SELECT calendly_event_uri FROM meetings").forEach(lost::remove);
        return lost.size();
    }

    /// Keeps to a schedule that does not wait for answers, replicas taking turns.
    ///
    /// @return the events that were acknowledged before this ends
    private Set<String> deliver(List<URI> replicas, int seconds) {
        ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
        long begin = System.nanoTime();
        ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
        for (int n = 0; n < RATE * seconds; n++) {
            LockSupport.parkNanos(begin + n * 1_000_000_000L / RATE - System.nanoTime());
            Deliverer deliverer = deliverers.get(n % deliverers.size());
            URI replica = replicas.get(n % replicas.size());
            senders.execute(() -> {
                Deliverer.Delivery delivery = deliverer.next();
                if (accepts(deliverer, replica, delivery)) {
                    acknowledged.add(delivery.eventUri());
                }
            });
        }
        senders.shutdown();
        return new HashSet<>(acknowledged);
    }

    private static boolean accepts(Deliverer deliverer, URI replica, Deliverer.Delivery delivery) {
        try {
            return deliverer.accepts(replica, delivery);
        } catch (IOException killed) {
            return false;
        }
    }
}
