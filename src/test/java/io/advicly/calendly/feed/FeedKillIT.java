package io.advicly.calendly.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Installation;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.ServiceProcess;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Readers of `GET /api/backend/events` that never stop, one of each tenant and one of all; eight
/// writers; two service processes, one or the other of which is killed again and again.
class FeedKillIT {

    /// More of them with `-Dfeed.events=`.
    private static final int EVENTS = Integer.getInteger("feed.events", 20_000);

    private static final int WRITERS = 8;

    /// One process is killed after so many.
    private static final int KILL_EVERY = Math.max(4_000, EVENTS / 12);

    private static final Duration LONG = Duration.ofMinutes(20);

    private static final List<String> TENANTS = List.of("acme", "globex", "*");

    private final Random random = new Random(20260315);
    private final Set<String> committed = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean written = new AtomicBoolean();

    /// So many may be written before the next one is killed and started again.
    private final AtomicInteger allowed = new AtomicInteger(KILL_EVERY);

    /// Addresses of those that live.
    private final List<ServiceProcess> replicas = new CopyOnWriteArrayList<>();

    /// What a reader has seen.
    private record Seen(String id, String tenant, String about, int number) {

        String name() {
            return tenant + " " + about + " " + number;
        }
    }

    @Test
    void eachReaderSeesEveryCommittedEventOnceAndInOrder() throws Exception {
        try (Installation installation = Installation.create();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            replicas.add(installation.start(Map.of()));
            replicas.add(installation.startReplica());
            Map<String, Future<List<Seen>>> readers = new HashMap<>();
            for (String tenant : TENANTS) {
                Map<String, String> token = Person.backend(tenant).headers();
                readers.put(tenant, threads.submit(() -> readAll(tenant, token)));
            }
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                FeedDrafts drafts = new FeedDrafts(writer, EVENTS / WRITERS, committed, allowed);
                writers.add(threads.submit(drafts::write));
            }

            int kills = disturb(installation, writers);
            for (Future<?> writer : writers) {
                writer.get();
            }
            written.set(true);

            assertThat(kills).as("kills").isGreaterThanOrEqualTo(EVENTS / 2 / KILL_EVERY);
            assertThat(committed).hasSizeGreaterThan(EVENTS / 2);
            for (String tenant : TENANTS) {
                assertSawAll(tenant, Objects.requireNonNull(readers.get(tenant)).get());
            }
            replicas.forEach(ServiceProcess::close);
        }
    }

    private void assertSawAll(String tenant, List<Seen> seen) {
        assertThat(seen.stream().map(Seen::name))
                .as(tenant)
                .containsExactlyInAnyOrderElementsOf(
                        committed.stream().filter(name -> isOf(tenant, name)).toList());
        assertThat(seen).extracting(Seen::id).as(tenant).isSorted().doesNotHaveDuplicates();
        Map<String, Integer> last = new HashMap<>();
        for (Seen one : seen) {
            Integer before = last.put(one.tenant() + one.about(), one.number());
            assertThat(one.number()).as("%s", one).isGreaterThan(before == null ? -1 : before);
        }
    }

    private static boolean isOf(String tenant, String name) {
        return tenant.equals("*") || name.startsWith(tenant + " ");
    }

    /// While there is something to write.
    ///
    /// @return how many were killed
    private int disturb(Installation installation, List<Future<?>> writers) {
        int kills = 0;
        while (!areOver(writers)) {
            await().atMost(LONG)
                    .until(() ->
                            committed.size() > allowed.get() - KILL_EVERY / 2 || areOver(writers));
            ServiceProcess one = replicas.remove(random.nextInt(replicas.size()));
            one.kill();
            one.close();
            replicas.add(installation.startReplica());
            allowed.addAndGet(KILL_EVERY);
            kills++;
        }
        return kills;
    }

    private static boolean areOver(List<Future<?>> writers) {
        return writers.stream().allMatch(Future::isDone);
    }

    private List<Seen> readAll(String tenant, Map<String, String> token) {
        List<Seen> seen = new ArrayList<>();
        String after = "";
        long wanted = Long.MAX_VALUE;
        while (seen.size() < wanted) {
            JsonNode page = page(after, token);
            if (page != null) {
                page.get("events").forEach(event -> seen.add(seen(event)));
                after = "&after=" + page.get("next").asText();
            }
            wanted = written.get() ? wanted(tenant) : Long.MAX_VALUE;
        }
        return seen;
    }

    private long wanted(String tenant) {
        return committed.stream().filter(name -> isOf(tenant, name)).count();
    }

    /// Null where the one that was asked has been killed: another one is asked from the same place.
    private @Nullable JsonNode page(String after, Map<String, String> token) {
        try {
            URI one =
                    replicas.get(ThreadLocalRandom.current().nextInt(replicas.size()))
                            .at("/api/backend/events?limit=200&wait=5" + after);
            Http.Reply reply = Http.get(one, token);
            return reply.status() == 503 ? null : reply.expect(200).body();
        } catch (UncheckedIOException
                | IllegalArgumentException
                | IndexOutOfBoundsException killed) {
            return null;
        }
    }

    private static Seen seen(JsonNode event) {
        return new Seen(
                event.get("id").asText(),
                event.get("tenant_id").asText(),
                event.at("/data/about").asText(),
                event.at("/data/number").asInt());
    }
}
