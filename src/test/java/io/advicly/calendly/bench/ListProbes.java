package io.advicly.calendly.bench;

import io.advicly.calendly.testing.Person;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/// A few deliveries a second beside a load, of one user after the other, each looked for in `GET
/// /api/meetings` until it is there.
final class ListProbes {

    private static final int PER_SECOND = 2;
    private static final long LOOK_NANOS = 20_000_000;

    private final List<ConnectedUsers.User> users;
    private final List<Deliverer> deliverers;
    private int next;

    ListProbes(List<ConnectedUsers.User> users) {
        this.users = users;
        this.deliverers =
                users.stream()
                        .map(user ->
                                new Deliverer(user.target(), Bodies.template(user.accountUri())))
                        .toList();
    }

    /// Sends for so long, and waits until all are listed.
    Latencies run(int seconds) {
        Latencies listed = new Latencies();
        long begin = System.nanoTime();
        try (ExecutorService probes = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < seconds * PER_SECOND; n++) {
                LockSupport.parkNanos(begin + n * 1_000_000_000L / PER_SECOND - System.nanoTime());
                int turn = next++ % users.size();
                probes.execute(() -> listed.add(probe(users.get(turn), deliverers.get(turn))));
            }
        }
        return listed;
    }

    private static long probe(ConnectedUsers.User user, Deliverer deliverer) {
        Deliverer.Delivery delivery = deliverer.next();
        long from = System.nanoTime();
        deliverer.send(delivery);
        awaitListed(user.person(), delivery, from);
        return System.nanoTime() - from;
    }

    /// What is late anyway is looked for less often, or looking would be the load.
    ///
    /// @param from when it was sent
    static void awaitListed(Person person, Deliverer.Delivery delivery, long from) {
        while (!isListed(person, delivery.start())) {
            LockSupport.parkNanos(Math.max(LOOK_NANOS, (System.nanoTime() - from) / 4));
        }
    }

    /// Every probe's meeting starts at a second of its own, by which it is found.
    private static boolean isListed(Person person, Instant start) {
        String path = "/api/meetings?limit=1&from=%s&to=%s".formatted(start, start.plusSeconds(1));
        return !person.get(path).expect(200).body().required("meetings").isEmpty();
    }
}
