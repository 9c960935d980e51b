package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.EventStream;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Installation;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.Restartable;
import io.advicly.calendly.testing.ServiceProcess;
import io.advicly.calendly.testing.Surroundings;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A process that is told to stop, as Kubernetes does with a Pod.
@Tag("jar")
class StopIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    /// Longer than any test waits: a stop that takes this time is one that never ends.
    private static final Map<String, String> PATIENT =
            Map.of(
                    "quarkus.shutdown.timeout",
                    "10M",
                    CallUnderWay.BODY_PATIENCE,
                    CallUnderWay.FOR_LONG);

    private static final Duration BACK_SOON = Duration.ofMillis(10);

    private static final int CALLERS = 8;
    private static final int STOPS = 3;

    @Test
    void streamsAreEndedAndNotWaitedFor() {
        int before = ServiceProcess.logLines().size();
        try (Installation installation = Installation.create();
                ServiceProcess service = installation.start(PATIENT);
                EventStream stream = Person.newcomer().at(service).stream(Map.of())) {
            await().atMost(SOON).untilAsserted(() -> assertThat(stream.all()).isNotEmpty());

            service.stop();

            await().atMost(SOON).untilAsserted(() -> assertThat(stream.ended()).isTrue());
            assertThat(stream.cut()).isFalse();
        }
        assertThat(errors(before)).isEmpty();
    }

    @Test
    void readinessTurnsDownWhileARequestIsAnswered() throws Exception {
        int before = ServiceProcess.logLines().size();
        try (Installation installation = Installation.create();
                ServiceProcess service = installation.start(PATIENT)) {
            await().atMost(SOON).until(service::isReady);
            Person olivia = Person.newcomer().at(service);
            try (CallUnderWay request = CallUnderWay.at(service, olivia)) {
                var stopping = Thread.ofVirtual().start(service::stop);

                await().atMost(SOON).until(service::showsItsStop);
                assertThat(service.isReady()).isFalse();
                // Readiness turns first, and a moment later everybody is turned away.
                await().atMost(SOON).until(() -> olivia.stream(Map.of()).status() == 503);
                Http.Reply late =
                        Http.get(service.at("/api/calendly/connection"), olivia.headers());
                assertThat(late.status()).isEqualTo(503);
                assertThat(late.body().path("type").asText()).endsWith("unavailable");
                assertThat(late.header("Retry-After")).isNotEmpty();

                assertThat(request.finish()).startsWith("HTTP/1.1 200 ");
                stopping.join();
            }
        }
        assertThat(errors(before)).isEmpty();
    }

    /// A process that closes while it answers says 404 and 500 of what is there and works.
    @Test
    void whoeverComesDuringAStopIsAnsweredOrToldToComeAgain() throws Exception {
        Set<Integer> answers = ConcurrentHashMap.newKeySet();
        AtomicBoolean over = new AtomicBoolean();
        try (Installation installation = Installation.create();
                Restartable service = new Restartable(installation, Map.of());
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Person olivia = Person.newcomer();
            for (int caller = 0; caller < CALLERS; caller++) {
                callers.submit(() -> callUntil(over, olivia, answers));
            }
            try {
                for (int stop = 0; stop < STOPS; stop++) {
                    service.stopAndStartAgain();
                }
            } finally {
                over.set(true);
            }
        }
        assertThat(answers).contains(200).isSubsetOf(200, 503);
    }

    private static void callUntil(AtomicBoolean over, Person person, Set<Integer> answers) {
        while (!over.get()) {
            try {
                answers.add(
                        Http.get(Surroundings.service("/api/calendly/connection"), person.headers())
                                .status());
            } catch (UncheckedIOException refused) {
                // As a client does: the next start needs the machine, too.
                LockSupport.parkNanos(BACK_SOON.toNanos());
            }
        }
    }

    private static List<String> errors(int before) {
        List<String> all = ServiceProcess.logLines();
        return all.subList(before, all.size()).stream()
                .filter(line -> line.contains("ERROR"))
                .toList();
    }
}
