package io.advicly.calendly.scenario;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
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
/// good deliveries beside bad ones become meetings, and a sync of good answers leaves what was seen
/// before anything was mangled: also where what is mangled was heard first. Whatever is JSON is
/// taken in, and nobody's calls are held back for it.
///
/// The same rounds each time, unless they are to begin with another seed: `-Dfuzz.from=…`, for
/// `-Dfuzz.time=PT1H`; one alone by `-Dfuzz.seed=…`. Answers of the token endpoint are left alone:
/// one that cannot be read is a grant that is lost.
class FuzzIT {

    private static final Duration TIME = Duration.parse(System.getProperty("fuzz.time", "PT5S"));
    private static final long FROM = Long.getLong("fuzz.from", 1);
    private static final int EVENTS = 12;
    private static final int DELIVERIES = 20;
    private static final int GOOD = DELIVERIES / 5;

    private static final List<String> SAMPLES =
            List.of("invitee.created", "invitee.canceled", "invitee_no_show.created");

    /// Reads whatever number or name there is.
    private static final JsonFactory PATIENT =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNumberLength(Integer.MAX_VALUE)
                                    .maxNameLength(Integer.MAX_VALUE)
                                    .build())
                    .build();

    private static Installation installation;
    private static int logged;
    private static MangledCalendly calendly;
    private static ServiceProcess service;
    private static Subscribed subscribed;
    private static List<byte[]> booked;
    private static Person olivia;
    private static List<String> truth;

    @BeforeAll
    static void connect() {
        logged = ServiceProcess.logLines().size();
        installation = Installation.create();
        calendly = MangledCalendly.start();
        service =
                installation.start(
                        Map.of(
                                "calendly.api-url",
                                calendly.url(),
                                "calendly.http.breaker.calls",
                                "100"));
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
        await().until(() -> !Ours.subscriptions().isEmpty());
        booked = booked();
        assertThat(booked).hasSizeGreaterThan(EVENTS);
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
        assertThat(ServiceProcess.logLines().stream().skip(logged))
                .as("the breaker stays closed")
                .noneMatch(line -> line.contains("calendly.breaker.changed"));
    }

    /// @return how many answers and deliveries were mangled
    private static int round(long seed) {
        awaitServed();
        Subscribed olivias = Subscribed.serving("fuzz-1-1");
        if (seed % 2 == 0) {
            // What is stored first is mangled then: nothing better is known.
            Dump.execute("DELETE FROM meetings WHERE user_id = '%s'".formatted(olivia.user()));
        }
        calendly.mangle(seed);
        Ours.makeDue();
        olivia.post("/api/calendly/connection/sync", Map.of()).expect(202);
        deliver(seed, olivias);
        look();
        await().until(() -> {
            // One that found nothing has ended.
            hasten();
            olivia.post("/api/calendly/connection/sync", Map.of()).expect(202);
            return calendly.mangled() >= EVENTS;
        });
        look();
        calendly.behave();
        mend(seed);
        return calendly.mangled() + 2 * (DELIVERIES - GOOD);
    }

    /// Bad ones, and good ones among them.
    private static void deliver(long seed, Subscribed olivias) {
        Mangler mangler = new Mangler(seed);
        List<String> good = new ArrayList<>();
        for (int number = 0; number < DELIVERIES; number++) {
            String id = "FUZZ" + seed + "-" + number;
            byte[] body = sample(SAMPLES.get(number % SAMPLES.size()), id);
            if (number % 5 == 2) {
                good.add(id);
                assertThat(send(subscribed, body)).as("seed %d, good %s", seed, id).isEqualTo(200);
            } else {
                bad(seed, subscribed, mangler.mangled(body));
                bad(
                        seed,
                        olivias,
                        mangler.mangled(booked.get((int) (seed + number) % booked.size())));
            }
        }
        await().untilAsserted(() -> assertThat(stored(seed)).as("seed %d", seed).containsAll(good));
    }

    /// Whatever is JSON is taken in: nobody else has it. What is listed may be mangled, too, so
    /// that a subscription is replaced; then nothing more is sent to it.
    private static void bad(long seed, Subscribed to, byte[] body) {
        int answered = send(to, body);
        if (answered != 404 || to.isThere()) {
            assertThat(answered).as("seed %d", seed).isEqualTo(isJson(body) ? 200 : 415);
        }
    }

    private static boolean isJson(byte[] body) {
        try (JsonParser parser = PATIENT.createParser(text(body))) {
            boolean isThere = parser.nextToken() != null;
            parser.skipChildren();
            return isThere && parser.nextToken() == null;
        } catch (IOException noJson) {
            return false;
        }
    }

    private static String text(byte[] body) throws CharacterCodingException {
        boolean isWide = body.length > 1 && body[0] == (byte) 0xfe && body[1] == (byte) 0xff;
        String text =
                (isWide ? UTF_16 : UTF_8).newDecoder().decode(ByteBuffer.wrap(body)).toString();
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    /// The ids of events that were delivered in this round.
    private static List<String> stored(long seed) {
        return Dump.column(
                "SELECT substring(calendly_event_uri from '[^/]*$') FROM meetings WHERE user_id = '%s' AND calendly_event_uri LIKE '%%/FUZZ%d-%%'"
                        .formatted(subscribed.account(), seed));
    }

    /// What Calendly would have delivered of what it has told: each invitee, with the event.
    private static List<byte[]> booked() {
        List<byte[]> all = new ArrayList<>();
        for (JsonNode event : told("/scheduled_events?")) {
            String id = event.get("uri").asText().replaceFirst(".*/", "");
            for (JsonNode invitee : told("/scheduled_events/" + id + "/invitees")) {
                ObjectNode delivery = Http.JSON.createObjectNode();
                delivery.put("event", "invitee.created");
                delivery.set("created_at", invitee.get("created_at"));
                ObjectNode payload = invitee.deepCopy();
                payload.set("scheduled_event", event);
                delivery.set("payload", payload);
                all.add(delivery.toString().getBytes(UTF_8));
            }
        }
        return List.copyOf(all);
    }

    private static List<JsonNode> told(String path) {
        List<JsonNode> all = new ArrayList<>();
        calendly.told()
                .forEach((uri, body) -> {
                    if (uri.startsWith(path)) {
                        json(body).get("collection").forEach(all::add);
                    }
                });
        return all;
    }

    private static JsonNode json(byte[] body) {
        try {
            return Http.JSON.readTree(body);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
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
            hasten();
            return !olivia.connection().at("/sync/status").asText().equals("pending");
        });
        olivia.post("/api/calendly/connection/sync", Map.of()).expect(202);
        awaitSynced(olivia);
        // A delivery may be worked off a moment later: it has nothing to change.
        await().untilAsserted(() -> assertThat(seen(olivia)).as("seed %d", seed).isEqualTo(truth));
    }

    /// Nobody waits for the next attempt; one that is under way is left alone.
    private static void hasten() {
        Dump.execute(
                "UPDATE sync_jobs SET due_at = now() WHERE state = 'pending' AND claimed_in IS NULL AND claimed_by IS NULL");
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

    /// Everything that this user sees, but what it is called here and when it changed here.
    private static List<String> seen(Person person) {
        TreeSet<String> all = new TreeSet<>();
        for (JsonNode meeting : person.meetings()) {
            ObjectNode seen = meeting.deepCopy();
            seen.remove(List.of("id", "updated_at"));
            TreeSet<String> guests = new TreeSet<>();
            seen.remove("invitees").forEach(one -> guests.add(one.toString()));
            all.add(seen + " " + guests);
        }
        return List.copyOf(all);
    }

    /// Once more where the service has asked for it, as Calendly does.
    private static int send(Subscribed to, byte[] body) {
        URI address = service.at(to.path());
        return await().until(
                        () ->
                                Http.with(
                                                "POST",
                                                address,
                                                body,
                                                Map.of(
                                                        "Calendly-Webhook-Signature",
                                                        to.signature(body)))
                                        .status(),
                        status -> status != 503);
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
