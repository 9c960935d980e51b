package io.advicly.calendly.scenario;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Installation;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.ServiceProcess;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A stop that calls are in the way of which would not end by themselves before its patience is
/// over: Quarkus says so with an error.
class StopAmongHangingCallsIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    /// For a stop that must not wait for what it waits for at most.
    private static final Map<String, String> PATIENT =
            Map.of(
                    "quarkus.shutdown.timeout",
                    "10M",
                    CallUnderWay.BODY_PATIENCE,
                    CallUnderWay.FOR_LONG);

    /// Those who would outlast it are told in time, for which a busy machine needs a moment.
    private static final Map<String, String> UNHURRIED =
            Map.of(
                    "quarkus.shutdown.timeout",
                    "30S",
                    CallUnderWay.BODY_PATIENCE,
                    CallUnderWay.FOR_LONG);

    private static final String STREAM = "/api/meetings/stream";

    private final int before = ServiceProcess.logLines().size();
    private final Installation installation = Installation.create();

    @AfterEach
    void end() {
        installation.close();
    }

    @Test
    void whoDoesNotSendTheRestIsToldToComeAgain() throws IOException {
        try (ServiceProcess service = installation.start(UNHURRIED)) {
            Person olivia = connected(service);
            String urlToken =
                    Dump.column("SELECT url_token FROM calendly_webhook_subscriptions").getFirst();
            try (CallUnderWay nothing = CallUnderWay.at(service, olivia);
                    CallUnderWay half = CallUnderWay.at(service, olivia).sendHalf();
                    CallUnderWay delivery = CallUnderWay.delivery(service, urlToken);
                    CallUnderWay halfDelivery =
                            CallUnderWay.delivery(service, urlToken).sendHalf()) {
                service.stop();

                for (CallUnderWay each : List.of(nothing, half, delivery, halfDelivery)) {
                    assertThat(each.answer()).startsWith("HTTP/1.1 503 ");
                }
            }
        }
        assertThat(errors()).isEmpty();
    }

    /// Longer than a stop waits for requests, but not than for what must not be cut.
    @Test
    void whoWaitsForCalendlyIsToldToComeAgain() throws IOException {
        Map<String, String> unhurried = new HashMap<>(UNHURRIED);
        unhurried.put("calendly.http.call-timeout", "25s");
        try (ServiceProcess service = installation.start(unhurried)) {
            Person olivia = connected(service);
            Calendar.fault(Map.of("endpoint", "refresh", "delay_ms", 110_000, "times", -1));
            try (CallUnderWay call = CallUnderWay.at(service, olivia).send()) {
                await().atMost(SOON).until(StopAmongHangingCallsIT::isCalendlyAsked);

                service.stop();

                assertThat(call.answer()).startsWith("HTTP/1.1 503 ");
            }
        }
        assertThat(errors()).isEmpty();
    }

    /// A refresh elsewhere may take longer than a stop.
    @Test
    void whoWaitsForAnothersRefreshIsToldSoAtOnce() throws IOException {
        Map<String, String> patient = new HashMap<>(PATIENT);
        patient.put("calendly.http.call-timeout", "5M");
        try (ServiceProcess service = installation.start(patient)) {
            Person olivia = connected(service);
            Dump.execute(
                    "INSERT INTO leases (name, owner, expires_at) SELECT 'refresh/' || id,"
                            + " gen_random_uuid(), now() + interval '1 hour'"
                            + " FROM calendar_connections");
            try (CallUnderWay call = CallUnderWay.at(service, olivia).send()) {
                service.stop();

                assertThat(call.answer()).startsWith("HTTP/1.1 503 ");
            }
        }
        assertThat(errors()).isEmpty();
    }

    @Test
    void aStreamThatWasDroppedIsNotWaitedFor() throws IOException {
        try (ServiceProcess service = installation.start(Map.of("calendly.stream.patience", "1s"));
                Socket takesNothing = lazyStream(service)) {
            await().atMost(SOON)
                    .until(() ->
                            ServiceProcess.logLines().stream()
                                    .skip(before)
                                    .anyMatch(line -> line.contains("stream.dropped")));

            service.stop();

            assertThat(takesNothing.isClosed()).isFalse();
        }
        assertThat(errors()).isEmpty();
    }

    private static boolean isCalendlyAsked() {
        return Dump.column("SELECT refresh_begun_at FROM calendar_connections").stream()
                .anyMatch(Objects::nonNull);
    }

    private static Person connected(ServiceProcess service) {
        Person person = Person.newcomer().at(service);
        person.connect("ada");
        return person;
    }

    /// More than all buffers between here and there hold, for a client that does not read it.
    private static Socket lazyStream(ServiceProcess service) throws IOException {
        Person olivia = connected(service);
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(olivia.connection().at("/sync/status").asText())
                                .isEqualTo("done"));
        Dump.execute("UPDATE meetings SET name = repeat('long ', 400000)");
        URI address = service.at(STREAM);
        Socket socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout(60_000);
        socket.getOutputStream()
                .write(
                        "GET %s HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: 0\r\nAuthorization: %s\r\n\r\n"
                                .formatted(STREAM, olivia.headers().get("Authorization"))
                                .getBytes(US_ASCII));
        return socket;
    }

    private List<String> errors() {
        return ServiceProcess.logLines().stream()
                .skip(before)
                .filter(line -> line.contains("ERROR"))
                .toList();
    }
}
