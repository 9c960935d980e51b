package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.EventStream;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Installation;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.ServiceProcess;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// `QUARKUS_SHUTDOWN_DELAY`: between a stop's announcement and its beginning there is a time in
/// which balancers see that the process is not ready, and everybody is still answered.
class StopDelayIT {

    private static final Duration SOON = Duration.ofMinutes(2);

    /// Longer than a slow machine needs for a few calls: the process is killed before it is over.
    private static final String LONG_DELAY = "5M";

    /// Long enough for a call or two.
    private static final String DELAY = "25S";

    private final Installation installation = Installation.create();
    private final Person olivia = Person.newcomer();
    private final Person anna = Person.newcomer();
    private Thread stopping = new Thread();

    @AfterEach
    void end() {
        installation.close();
    }

    @Test
    void everybodyIsAnsweredUntilItIsOver() {
        try (ServiceProcess service = start(LONG_DELAY)) {
            olivia.connect("ada");
            URI callback = Person.decide(anna.askToConnect(), "mia", "approve");
            announceStop(service);

            assertThat(anna.land(callback).getQuery()).isEqualTo("calendly=connected");
            olivia.get("/api/calendly/connection").expect(200);
            olivia.get("/api/meetings").expect(200);
            // Its grant is refreshed for it.
            olivia.post("/api/calendly/connection", Map.of()).expect(200);
            olivia.post("/api/calendly/connection/sync", Map.of()).expect(202);
            assertThat(stopping.isAlive()).as("all of that was asked within the delay").isTrue();
            service.kill();
        }
    }

    @Test
    void afterwardsWhoeverComesIsToldToComeAgain() throws Exception {
        try (ServiceProcess service = start(DELAY);
                CallUnderWay call = CallUnderWay.at(service, olivia);
                EventStream stream = olivia.stream(Map.of())) {
            await().atMost(SOON).untilAsserted(() -> assertThat(stream.all()).isNotEmpty());
            announceStop(service);
            anna.get("/api/meetings").expect(200);
            assertThat(stream.ended()).as("a stream goes on meanwhile").isFalse();

            Http.Reply last = lastAnswer();

            assertThat(last.status()).isEqualTo(503);
            assertThat(last.header("Retry-After")).isNotEmpty();
            await().atMost(SOON).untilAsserted(() -> assertThat(stream.ended()).isTrue());
            assertThat(stream.cut()).isFalse();
            assertThat(call.finish()).startsWith("HTTP/1.1 200 ");
        }
        stopping.join();
    }

    private ServiceProcess start(String delay) {
        return installation.start(
                Map.of(
                        "quarkus.shutdown.delay",
                        delay,
                        "quarkus.shutdown.timeout",
                        "10M",
                        CallUnderWay.BODY_PATIENCE,
                        CallUnderWay.FOR_LONG));
    }

    /// Returns as soon as readiness has turned.
    private void announceStop(ServiceProcess service) {
        await().atMost(SOON).until(service::isReady);
        stopping = Thread.ofVirtual().start(service::stop);
        await().atMost(SOON).until(service::showsItsStop);
        assertThat(service.isReady()).isFalse();
    }

    /// The first that is not the usual one, while a call is under way.
    private Http.Reply lastAnswer() {
        Http.Reply[] last = {anna.get("/api/meetings")};
        await().atMost(SOON)
                .until(() -> {
                    last[0] = anna.get("/api/meetings");
                    return last[0].status() != 200;
                });
        return last[0];
    }
}
