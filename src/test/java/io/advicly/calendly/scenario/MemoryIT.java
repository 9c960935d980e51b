package io.advicly.calendly.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Installation;
import io.advicly.calendly.testing.MemoryLimit;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.ServiceProcess;
import io.advicly.calendly.testing.Strangers;
import io.advicly.calendly.testing.Strangers.Call;
import io.advicly.calendly.testing.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The service with the memory that the manifests allow it, and everybody who could use it up.
@Tag("jar")
class MemoryIT {

    private static final Duration SOON = Duration.ofMinutes(5);
    private static final int MIB = 1024 * 1024;
    private static final int CALL = 64 * 1024;
    private static final int POSTING = 400;
    private static final int SIGNED = 300;
    private static final int MEANWHILE = 100;

    private final AtomicInteger number = new AtomicInteger();

    @Test
    void isEnoughForWhateverIsSent() throws IOException {
        ServiceProcess.Image image = ServiceProcess.Image.built();
        try (MemoryLimit limit = limited(image.megabytes());
                Installation installation = Installation.create();
                ServiceProcess service = installation.startWithin(limit, Map.of())) {
            Subscribed target = Subscribed.in(Surroundings.jdbcUrl());
            byte[] body = new byte[MIB];
            DeliveryLoad good = DeliveryLoad.start(target, () -> service.at(""));
            try (good) {
                knock(service, good, () -> Call.invented(body));
                knock(service, good, () -> Call.forged(target.path(), body));
                deliverAtOnce(service, target);
                callAtOnce(service, good);
                good.awaitMoreAccepted(MEANWHILE);
            }

            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(
                                            new HashSet<>(
                                                    Dump.column(
                                                            "SELECT calendly_event_uri FROM meetings")))
                                    .containsAll(good.accepted()));
            assertThat(good.answered(500)).isZero();
            assertThat(service.isAlive()).isTrue();
            assertThat(service.peakMegabytes()).isLessThan(image.megabytes());
        }
    }

    /// Strangers, until others have been answered beside them.
    private static void knock(ServiceProcess service, DeliveryLoad good, Supplier<Call> calls) {
        AtomicBoolean over = new AtomicBoolean();
        try (Strangers strangers = new Strangers(service.at("/"))) {
            Thread all = Thread.ofPlatform().start(() -> strangers.knock(POSTING, calls, over));
            try {
                good.awaitMoreAccepted(MEANWHILE);
            } finally {
                over.set(true);
                join(all);
            }
            assertThat(strangers.told()).isNotEmpty().doesNotContain("200:").doesNotContain("500:");
        }
    }

    /// Each as large as one is taken. What does not fit is refused for now.
    private void deliverAtOnce(ServiceProcess service, Subscribed target) throws IOException {
        String sample =
                Files.readString(Path.of("src/test/resources/samples/invitee.created.json"))
                        .replace("SIMUSER000000001", target.account());
        try (Strangers senders = new Strangers(service.at("/"))) {
            senders.knock(SIGNED, () -> large(sample, target), new AtomicBoolean(true));
            assertThat(senders.told()).contains("200:").doesNotContain("500:");
        }
    }

    /// One user, with every way to send more than a call takes, or never to end.
    private static void callAtOnce(ServiceProcess service, DeliveryLoad good) {
        String token = requireNonNull(Person.newcomer().headers().get("Authorization"));
        knock(service, good, () -> call(token, "Content-Length: " + MIB, new byte[MIB]));
        knock(service, good, () -> call(token, "Content-Length: " + MIB, new byte[MIB - 1]));
        knock(service, good, () -> call(token, "Transfer-Encoding: chunked", endless()));
        knock(service, good, () -> call(token, "Content-Length: " + CALL, new byte[CALL - 1]));
        knock(service, good, () -> call(token, "Content-Length: " + CALL, new byte[CALL]));
    }

    private static Call call(String token, String header, byte[] body) {
        return new Call(
                """
                POST /api/calendly/connection HTTP/1.1\r
                Host: localhost\r
                Content-Type: application/json\r
                Authorization: %s\r
                %s\r
                """
                        .formatted(token, header),
                body);
    }

    /// A chunk of which the last byte never comes.
    private static byte[] endless() {
        return ("%x\r\n".formatted(MIB) + "x".repeat(MIB - 1)).getBytes(UTF_8);
    }

    private Call large(String sample, Subscribed target) {
        String small = sample.replace("SIMINV0001", "L" + number.incrementAndGet()).strip();
        String head = "{\"filling\":\"";
        String tail = "\"," + small.substring(1);
        byte[] body =
                (head + "x".repeat(MIB - head.length() - tail.length()) + tail).getBytes(UTF_8);
        return Call.post(
                target.path(), "Calendly-Webhook-Signature: " + target.signature(body), body);
    }

    private static MemoryLimit limited(int megabytes) {
        try {
            return MemoryLimit.of(megabytes);
        } catch (IOException none) {
            return abort(String.valueOf(none.getMessage()));
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
