package io.advicly.calendly.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Installation;
import io.advicly.calendly.testing.MangledCalendly;
import io.advicly.calendly.testing.Mangler;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.ServiceProcess;
import io.advicly.calendly.testing.Surroundings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Whatever Calendly says, in answers and in signed deliveries: nobody is told 500, nothing hangs,
/// a good delivery beside bad ones becomes a meeting, and a sync of good answers leaves what
/// another user of the same account sees who has never heard anything else.
///
/// The same rounds each time, unless they are to begin with another seed: `-Dfuzz.from=…`, for
/// `-Dfuzz.time=PT1H`; one alone by `-Dfuzz.seed=…`. Answers of the token endpoint are left alone:
/// one that cannot be read is a grant that is lost.
class FuzzIT {

    private static final Duration TIME = Duration.parse(System.getProperty("fuzz.time", "PT20S"));
    private static final long FROM = Long.getLong("fuzz.from", 1);
    private static final int EVENTS = 12;
    private static final int DELIVERIES = 20;

    private static final List<String> SAMPLES =
            List.of("invitee.created", "invitee.canceled", "invitee_no_show.created");

    private static Installation installation;
    private static MangledCalendly calendly;
    private static ServiceProcess service;
    private static Subscribed subscribed;
    private static Person olivia;
    private static List<String> truth;

    @BeforeAll
    static void connect() {
        installation = Installation.create();
        calendly = MangledCalendly.start();
        service =
                installation.start(
                        Map.of(
                                "calendly.api-url",
                                calendly.url(),
                                "calendly.http.breaker.calls",
                                "1000"));
        subscribed = Subscribed.in(Surroundings.jdbcUrl());
        Calendar.control(
                "POST",
                "/_control/seed",
                Map.of("prefix", "fuzz", "events_per_user", EVENTS, "invitees_per_event", 3),
                200,
                201);
        olivia = Person.newcomer();
        olivia.connect("fuzz-1-1");
        awaitSynced(olivia);
        truth = seen(olivia);
        assertThat(truth).hasSize(EVENTS);
    }

    @AfterAll
    static void stop() {
        service.close();
        calendly.close();
        installation.close();
    }

    @Test
    void whateverIsSaidDoesNoHarm() {
        Long only = Long.getLong("fuzz.seed");
        long seed = only == null ? FROM : only;
        Instant end = Instant.now().plus(TIME);
        int mangled = 0;
        do {
            say("fuzz seed=" + seed);
            mangled += round(seed);
            seed++;
        } while (only == null && Instant.now().isBefore(end));
        say("fuzz rounds=%d mangled=%d".formatted(seed - (only == null ? FROM : only), mangled));
        assertThat(mangled).isPositive();
        awaitServed();
    }

    /// @return how many answers and deliveries were mangled
    private static int round(long seed) {
        calendly.mangle(seed);
        Ours.makeDue();
        olivia.post("/api/calendly/connection/sync", Map.of()).expect(202);
        deliver(seed);
        look();
        await().until(() -> {
            // One that found nothing has ended.
            olivia.post("/api/calendly/connection/sync", Map.of()).expect(202);
            return calendly.mangled() > 2;
        });
        look();
        calendly.behave();
        mend(seed);
        return calendly.mangled() + DELIVERIES;
    }

    /// Bad ones, and one that is good among them.
    private static void deliver(long seed) {
        Mangler mangler = new Mangler(seed);
        for (int number = 0; number < DELIVERIES; number++) {
            String id = "FUZZ" + seed + "-" + number;
            byte[] body = sample(SAMPLES.get(number % SAMPLES.size()), id);
            boolean good = number == DELIVERIES / 2;
            int status = send(good ? body : mangler.mangled(body));
            assertThat(status).as("seed %d, delivery %d", seed, number).isIn(200, 400, 413, 415);
        }
        String good = "FUZZ" + seed + "-" + DELIVERIES / 2;
        await().untilAsserted(() ->
                assertThat(
                                Dump.column(
                                        "SELECT status FROM meetings WHERE user_id = '%s' AND calendly_event_uri LIKE '%%/%s'"
                                                .formatted(subscribed.account(), good)))
                        .as("seed %d", seed)
                        .hasSize(1));
    }

    /// Whoever asks meanwhile is answered.
    private static void look() {
        olivia.get("/api/calendly/connection").expect(200);
        for (JsonNode meeting : olivia.meetings()) {
            olivia.get("/api/meetings/" + meeting.get("id").asText()).expect(200);
        }
    }

    private static void mend(long seed) {
        await().until(() -> {
            // Nobody waits for the next attempt.
            Dump.execute("UPDATE sync_jobs SET due_at = now() WHERE state = 'pending'");
            return !olivia.connection().at("/sync/status").asText().equals("pending");
        });
        olivia.post("/api/calendly/connection/sync", Map.of()).expect(202);
        awaitSynced(olivia);
        assertThat(seen(olivia)).as("seed %d", seed).isEqualTo(truth);
    }

    private static void awaitServed() {
        Ours.makeDue();
        await().untilAsserted(() -> {
            assertThat(olivia.connection().get("status").asText()).isEqualTo("active");
            assertThat(Ours.subscriptions()).hasSize(1);
        });
    }

    private static void awaitSynced(Person person) {
        await().untilAsserted(() ->
                assertThat(person.connection().at("/sync/status").asText()).isEqualTo("done"));
    }

    /// What this user sees: the events, whether they take place, and who comes.
    private static List<String> seen(Person person) {
        TreeSet<String> all = new TreeSet<>();
        for (JsonNode meeting : person.meetings()) {
            List<String> guests = new ArrayList<>();
            meeting.get("invitees")
                    .forEach(one ->
                            guests.add(one.get("uri").asText() + " " + one.get("status").asText()));
            all.add(
                    "%s %s %s %s"
                            .formatted(
                                    meeting.get("calendly_event_uri").asText(),
                                    meeting.get("status").asText(),
                                    meeting.get("start_time").asText(),
                                    guests.stream().sorted().toList()));
        }
        return List.copyOf(all);
    }

    private static int send(byte[] body) {
        URI address = service.at(subscribed.path());
        return Http.with(
                        "POST",
                        address,
                        body,
                        Map.of("Calendly-Webhook-Signature", subscribed.signature(body)))
                .status();
    }

    private static byte[] sample(String name, String id) {
        try (InputStream body =
                Objects.requireNonNull(
                        FuzzIT.class.getResourceAsStream("/samples/" + name + ".json"))) {
            return new String(body.readAllBytes(), UTF_8)
                    .replace("SIMUSER000000001", subscribed.account())
                    .replace("SIMEVT0001", id)
                    .replace("SIMINV0001", id)
                    .getBytes(UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
