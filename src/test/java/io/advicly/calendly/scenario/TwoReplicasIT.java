package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.Crowd;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Installation;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.ServiceProcess;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Twenty users of one organization, two service processes, one database.
class TwoReplicasIT {

    private static final int USERS = 20;
    private static final int ORGANIZATIONS = 40;

    @Test
    void convergeToOneSubscriptionAndToNoneAgain() throws Exception {
        try (Installation installation = Installation.create();
                ServiceProcess one = installation.start(Map.of());
                ServiceProcess other = installation.startReplica()) {
            Calendar.control(
                    "POST",
                    "/_control/seed",
                    Map.of(
                            "prefix",
                            "big",
                            "organizations",
                            1,
                            "users_per_organization",
                            USERS,
                            "admins_per_organization",
                            4,
                            "events_per_user",
                            0),
                    200,
                    201);
            List<Person> people = new ArrayList<>();
            for (int user = 0; user < USERS; user++) {
                people.add(Person.newcomer().at(user % 2 == 0 ? one : other));
            }

            List<URI> landed = allAtOnce(people);

            assertThat(landed).allMatch(it -> "calendly=connected".equals(it.getQuery()));
            // What a call does not wait for goes on without it.
            await().untilAsserted(() -> assertThat(Ours.subscriptions()).hasSize(1));
            assertThat(Dump.column("SELECT count(*) FROM calendar_connections WHERE is_active"))
                    .containsExactly("20");
            leaveOneByOne(people);
            await().untilAsserted(() -> assertThat(Ours.subscriptions()).isEmpty());
        }
    }

    private static List<URI> allAtOnce(List<Person> people) throws Exception {
        String first =
                Calendar.control("GET", "/_control/accounts", null, 200)
                        .at("/accounts")
                        .findParents("id")
                        .stream()
                        .map(it -> it.get("id").asText())
                        .filter(it -> it.startsWith("big-"))
                        .sorted()
                        .findFirst()
                        .orElseThrow();
        String organization = first.substring(0, first.lastIndexOf('-'));
        List<Callable<URI>> connects = new ArrayList<>();
        int base = Integer.parseInt(first.substring(first.lastIndexOf('-') + 1));
        for (int user = 0; user < people.size(); user++) {
            Person person = people.get(user);
            String account = organization + "-" + (base + user);
            connects.add(() -> person.connect(account));
        }
        List<URI> landed = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(people.size())) {
            for (Future<URI> each : pool.invokeAll(connects)) {
                landed.add(each.get());
            }
        }
        return landed;
    }

    @Test
    void checkEachSubscriptionOnce() {
        try (Installation installation = Installation.create();
                ServiceProcess one = installation.start(Map.of());
                ServiceProcess other = installation.startReplica()) {
            List<Callable<URI>> connects = new ArrayList<>();
            for (String account : Crowd.plant("sole", ORGANIZATIONS, 1, 0)) {
                Person person = Person.newcomer().at(connects.size() % 2 == 0 ? one : other);
                connects.add(() -> person.connect(account));
            }
            assertThat(Crowd.all(8, connects))
                    .allMatch(it -> "calendly=connected".equals(it.getQuery()));
            // A call waits for a few seconds, and what it waited for goes on without it.
            awaitAllChecked();
            TokenCalls.forget();

            Dump.execute("UPDATE calendly_organizations SET due_at = now()");

            awaitAllChecked();
            assertThat(Calendar.requests("webhook_list"))
                    .hasSize(ORGANIZATIONS)
                    .extracting(it -> it.get("account").asText())
                    .doesNotHaveDuplicates();
        }
    }

    private static void awaitAllChecked() {
        await().untilAsserted(() ->
                assertThat(
                                Dump.count(
                                        "calendly_organizations WHERE due_at > now() + interval '10"
                                                + " minutes' AND settled_marks = marks AND claimed_until"
                                                + " IS NULL"))
                        .isEqualTo(ORGANIZATIONS));
    }

    /// In random order, with a booking for somebody who stays each time: it has to arrive.
    private static void leaveOneByOne(List<Person> people) {
        Random random = new Random(42);
        List<Person> staying = new ArrayList<>(people);
        Collections.shuffle(staying, random);
        while (!staying.isEmpty()) {
            Person leaving = staying.removeFirst();
            leaving.delete("/api/calendly/connection").expect(204);
            if (!staying.isEmpty()) {
                Person somebody = staying.get(random.nextInt(staying.size()));
                String account = somebody.connection().at("/account/uri").asText();
                String id = account.substring(account.lastIndexOf('/') + 1);
                Calendar.Booking booking = Calendar.bookWith(id, "Grace Guest");
                await().untilAsserted(
                                () -> assertThat(Ours.meeting(somebody, booking)).isNotNull());
            }
        }
    }
}
