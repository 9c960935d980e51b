package io.advicly.calendly.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Calendly at work: sends one delivery after the other over several connections, each again and
/// again until it is answered 200.
final class DeliveryLoad implements AutoCloseable {

    private static final int CONNECTIONS = 8;
    private static final Duration LONG = Duration.ofMinutes(10);

    private static final String EVENTS_OF_INBOX =
            """
            SELECT substring(convert_from(body, 'UTF8')
                     FROM 'https://api\\.calendly\\.com/scheduled_events/F[0-9]+')
              FROM calendly_webhook_deliveries\
            """;

    private final Subscribed target;
    private final Supplier<URI> home;
    private final String sample;
    private final AtomicInteger number = new AtomicInteger();
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Map<Integer, AtomicInteger> answers = new ConcurrentHashMap<>();
    private final List<Thread> senders = new ArrayList<>();
    private volatile boolean ending;

    private DeliveryLoad(Subscribed target, Supplier<URI> home) {
        this.target = target;
        this.home = home;
        try {
            this.sample =
                    Files.readString(Path.of("src/test/resources/samples/invitee.created.json"))
                            .replace("SIMUSER000000001", target.account());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// @param home asked anew for every attempt, as Calendly's retries reach any replica
    static DeliveryLoad start(Subscribed target, Supplier<URI> home) {
        DeliveryLoad load = new DeliveryLoad(target, home);
        for (int sender = 0; sender < CONNECTIONS; sender++) {
            load.senders.add(Thread.ofPlatform().start(load::send));
        }
        return load;
    }

    /// The URIs of events whose delivery was answered 200.
    Set<String> accepted() {
        return accepted;
    }

    /// How often a status was answered.
    int answered(int status) {
        AtomicInteger count = answers.get(status);
        return count == null ? 0 : count.get();
    }

    /// Whatever was answered 200 until now is in the inbox, and committed.
    void assertAcceptedAreStored() {
        Set<String> now = Set.copyOf(accepted);
        assertThat(Dump.column(EVENTS_OF_INBOX)).containsAll(now);
    }

    void awaitMoreAccepted(int more) {
        int before = accepted.size();
        await().atMost(LONG)
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(
                        () -> assertThat(accepted).hasSizeGreaterThanOrEqualTo(before + more));
    }

    /// Sends no new deliveries, and waits until every one is accepted.
    @Override
    public void close() {
        ending = true;
        await().atMost(LONG).until(() -> senders.stream().noneMatch(Thread::isAlive));
    }

    private void send() {
        while (!ending) {
            String id = "F" + number.incrementAndGet();
            byte[] body =
                    sample.replace("SIMEVT0001", id)
                            .replace("SIMINV0001", "I" + id)
                            .getBytes(UTF_8);
            while (!sent(body)) {
                LockSupport.parkNanos(20_000_000);
            }
            accepted.add("https://api.calendly.com/scheduled_events/" + id);
        }
    }

    private boolean sent(byte[] body) {
        try {
            int status =
                    Http.post(
                                    URI.create(home.get() + target.path()),
                                    body,
                                    Map.of("Calendly-Webhook-Signature", target.signature(body)))
                            .status();
            answers.computeIfAbsent(status, first -> new AtomicInteger()).incrementAndGet();
            return status == 200;
        } catch (UncheckedIOException cutOff) {
            return false;
        }
    }
}
