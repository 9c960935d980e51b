package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Installation;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.ServiceProcess;
import io.advicly.calendly.testing.ServiceResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// The encryption key is changed on two replicas while users connect and refresh and deliveries
/// arrive.
class KeyChangeIT {

    private static final Path LOG = ServiceProcess.LOG;

    private static final Map<String, String> OLD =
            Map.of(
                    "calendly.encryption.keys.next",
                    "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=",
                    "calendly.encryption.active-key",
                    "test",
                    "calendly.encryption.rotate-every",
                    "1s",
                    // Somebody who connects again and again makes the load here.
                    "calendly.refresh.calls-per-minute",
                    "10000",
                    "calendly.connect.attempts",
                    "10000",
                    // A busy machine is no outage of Calendly.
                    "calendly.http.call-timeout",
                    "45s");

    private static final Map<String, String> NEW =
            with(OLD, "calendly.encryption.active-key", "next");

    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Queue<Calendar.Booking> bookings = new ConcurrentLinkedQueue<>();
    private final Queue<String> done = new ConcurrentLinkedQueue<>();

    @Test
    void losesNothingAndLeavesTheOldKeyRemovable() {
        int before = log().length();
        try (Installation installation = Installation.create()) {
            Person ada = change(installation);
            ServiceProcess alone = installation.start(withoutTheOldKey());
            try (alone) {
                assertThat(refresh(ada).body().get("status").asText()).isEqualTo("connected");
                await().atMost(Duration.ofMinutes(3))
                        .untilAsserted(() ->
                                assertThat(bookings)
                                        .allSatisfy(it ->
                                                assertThat(Ours.meeting(ada, it)).isNotNull()));
            }
        }
        assertThat(failures).isEmpty();
        assertThat(done).contains("refreshed", "connected").hasSizeGreaterThan(30);
        assertThat(bookings).hasSizeGreaterThan(2);
        assertThat(log().substring(before))
                .contains("encryption.rows_moved", "encryption.key_retired key=test")
                .doesNotContain("undecryptable", "key_missing", "needs calendly.encryption");
    }

    /// @return somebody whose grant was there from the beginning
    private Person change(Installation installation) {
        List<Person> people = new ArrayList<>();
        try (ServiceProcess one = installation.start(OLD)) {
            for (String account : List.of("ada", "alan", "gina", "mia")) {
                Person person = Person.newcomer();
                person.connect(account);
                people.add(person.at(one));
            }
            try (ServiceProcess other = installation.startReplica(NEW)) {
                people.get(1).at(other);
                people.get(2).at(other);
                underLoad(
                        people,
                        () -> await().atMost(Duration.ofMinutes(3)).until(() -> done.size() > 20));
                assertThat(idsInUse()).as("the new key is in use").contains("next");
            }
        }
        try (ServiceProcess one = installation.start(NEW);
                ServiceProcess other = installation.startReplica(NEW)) {
            people.forEach(person -> person.at(other));
            people.getFirst().at(one);
            underLoad(
                    people,
                    () ->
                            await().atMost(Duration.ofMinutes(3))
                                    .untilAsserted(
                                            () -> assertThat(idsInUse()).containsOnly("next")));
        }
        assertThat(idsInUse()).containsOnly("next");
        return people.getFirst();
    }

    private void underLoad(List<Person> people, Runnable meanwhile) {
        AtomicBoolean stop = new AtomicBoolean();
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Person person : people) {
                pool.execute(() -> repeat(stop, () -> refreshed(person)));
            }
            pool.execute(() -> repeat(stop, this::connected));
            try {
                meanwhile.run();
            } finally {
                stop.set(true);
            }
        }
    }

    private void repeat(AtomicBoolean stop, Runnable step) {
        while (!stop.get()) {
            try {
                step.run();
            } catch (RuntimeException | AssertionError failed) {
                failures.add(String.valueOf(failed));
                return;
            }
        }
    }

    private void refreshed(Person person) {
        String status = refresh(person).expect(200).body().get("status").asText();
        if (!status.equals("connected")) {
            throw new AssertionError("a refresh answered " + status);
        }
        done.add("refreshed");
    }

    private static Http.Reply refresh(Person person) {
        return person.post("/api/calendly/connection", Map.of());
    }

    private void connected() {
        String query = Person.newcomer().connect("greg").getQuery();
        if (!"calendly=connected".equals(query)) {
            throw new AssertionError("a consent ended with " + query);
        }
        done.add("connected");
        // The list that is looked through at the end shows no more than 200.
        if (bookings.size() < 100) {
            bookings.add(Calendar.book("ada-intro", "Grace Guest"));
        }
    }

    private static List<String> idsInUse() {
        return Dump.column(
                "SELECT DISTINCT split_part(sealed, '.', 2) FROM (SELECT access_token FROM calendar_connections"
                        + " UNION ALL SELECT refresh_token FROM calendar_connections"
                        + " UNION ALL SELECT calendly_webhook_signing_key FROM calendar_connections"
                        + " UNION ALL SELECT webhook_signing_key FROM calendly_webhook_subscriptions"
                        + " UNION ALL SELECT pkce_verifier FROM oauth_states) AS every(sealed)"
                        + " WHERE sealed IS NOT NULL");
    }

    private static Map<String, String> with(Map<String, String> all, String key, String value) {
        Map<String, String> changed = new java.util.HashMap<>(all);
        changed.put(key, value);
        return Map.copyOf(changed);
    }

    private static Map<String, String> withoutTheOldKey() {
        assertThat(ServiceResource.required()).containsKey("calendly.encryption.keys.test");
        return with(NEW, "calendly.encryption.keys.test", "");
    }

    private static String log() {
        try {
            return Files.exists(LOG) ? Files.readString(LOG, StandardCharsets.ISO_8859_1) : "";
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
