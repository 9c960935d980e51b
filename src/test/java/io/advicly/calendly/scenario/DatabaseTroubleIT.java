package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.Documented;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.EventStream;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Installation;
import io.advicly.calendly.testing.KillablePostgres;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.ServiceProcess;
import io.advicly.calendly.testing.Surroundings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whatever is asked while the database is away, silent or only reads: the answer is 503 with a
/// time to come back, nothing is acknowledged, and once it serves again, so does this service.
class DatabaseTroubleIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String READ_ONLY = "ALTER SYSTEM SET default_transaction_read_only = ";
    private static final String OLD_KEY = "the old backend's key";
    private static final Documented MOVING = Documented.in(Path.of("docs/moving.md"));

    private Installation installation;
    private KillablePostgres database;
    private ServiceProcess service;
    private Person olivia;
    private NeedyCalls calls;

    @BeforeEach
    void start() {
        installation = Installation.create();
        database = KillablePostgres.start();
        Map<String, String> more = new HashMap<>(Installation.LIMITS_AS_SHIPPED);
        more.put("calendly.refresh.every", "1h");
        more.put("calendly.webhook.tokenless", "true");
        service = installation.startOn(database, more);
        olivia = Person.newcomer();
        awaitConnected(olivia, "ada");
        calls =
                new NeedyCalls(service)
                        .add("connected", olivia)
                        .add("stranger", Person.newcomer())
                        .ofAdmin(Person.admin())
                        .ofBackend(Person.backend("acme"));
        callbacks();
        deliveries();
    }

    @AfterEach
    void stop() {
        service.close();
        database.close();
        installation.close();
    }

    @Test
    void away() {
        List<String> again = database.kill();

        assertEverythingIsRefused();
        assertNotReadyAndAlive();

        database.startAgain(again);
        assertNothingWasStored();
        assertEverythingWorks();
    }

    @Test
    void silent() {
        database.freeze();

        assertEverythingIsRefused();
        assertNotReadyAndAlive();

        database.thaw();
        assertEverythingWorks();
    }

    @Test
    void onlyReading() {
        List<String> listening = listening();
        readOnly("on");

        await().atMost(SOON).until(() -> olivia.get("/api/meetings").status() == 503);
        assertEverythingIsRefused();
        assertNotReadyAndAlive();
        // It may be the old primary, and nobody stays with it.
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(listening()).hasSize(1).doesNotContainAnyElementsOf(listening));

        assertNothingWasStored();
        readOnly("off");
        assertEverythingWorks();
    }

    @Test
    void aStreamThatWasOpenTellsWhatComesAfterIt() {
        try (EventStream stream = olivia.stream(Map.of())) {
            await().until(() -> !stream.named("ready").isEmpty());
            List<String> again = database.kill();
            await().until(() -> health("ready") == 503);
            Calendar.bookWith("ada", "Grace Hopper");
            database.startAgain(again);

            // Calendly repeats what was refused, and whoever was cut off comes back.
            await().atMost(SOON.multipliedBy(2))
                    .untilAsserted(() -> {
                        if (!stream.ended()) {
                            assertTold(stream);
                            return;
                        }
                        try (EventStream next =
                                olivia.stream(Map.of("Last-Event-ID", stream.lastId()))) {
                            await().atMost(Duration.ofSeconds(5))
                                    .untilAsserted(() -> assertTold(next));
                        }
                    });
        }
    }

    private static void assertTold(EventStream stream) {
        assertThat(stream.named("meeting"))
                .anySatisfy(event -> assertThat(event.data().toString()).contains("Grace Hopper"));
    }

    private void callbacks() {
        Person consents = Person.newcomer();
        calls.callback(
                "with a code", consents, Person.decide(awaitAsked(consents), "mia", "approve"));
        Person declines = Person.newcomer();
        calls.callback("declined", declines, Person.decide(awaitAsked(declines), "mia", "deny"));
        calls.callback(
                "of nobody",
                Person.newcomer(),
                service.at("/api/calendly/oauth/callback?code=c&state=nobody-has-made-it"));
    }

    private void deliveries() {
        Subscribed known = Subscribed.in(database.jdbcUrl());
        calls.delivery("with a token", known.path(), known);
        adopt();
        Subscribed adopted = new Subscribed("ada", "/api/calendly/webhooks", OLD_KEY);
        calls.delivery("without a token", adopted.path(), adopted);
    }

    /// In an organization that nobody may look into: where somebody may, the controller replaces
    /// it, and sooner or later nobody believes it any more.
    private void adopt() {
        String organization = Surroundings.sandbox("/organizations/MOVED").toString();
        MOVING.run(
                "INSERT INTO calendar_connections",
                Map.of(
                        "tenant",
                        "default",
                        "user",
                        Person.newcomer().user(),
                        "email",
                        "moved@acme.test",
                        "account",
                        Surroundings.sandbox("/users/MOVED").toString(),
                        "organization",
                        organization));
        Map<String, String> hook =
                Map.of(
                        "uri",
                        Surroundings.sandbox("/webhook_subscriptions/OLD").toString(),
                        "organization_uri",
                        organization,
                        "signing_key",
                        OLD_KEY);
        Person.admin().post("/api/admin/subscriptions/adopt", hook).expect(200);
    }

    private void assertEverythingIsRefused() {
        assertThat(calls.answers())
                .allSatisfy((call, reply) -> {
                    Refusals.assertRefused(reply, 503, "unavailable");
                    assertThat(reply.header("Retry-After")).isEqualTo("5");
                });
    }

    /// What was refused was not done.
    private void assertNothingWasStored() {
        assertThat(
                        Dump.column(
                                "SELECT body FROM calendly_webhook_deliveries WHERE convert_from(body, 'UTF8') LIKE '%a token%'"))
                .isEmpty();
        assertThat(
                        Dump.column(
                                "SELECT status FROM calendar_connections WHERE user_id = '%s'"
                                        .formatted(olivia.user())))
                .containsExactly("ACTIVE");
    }

    /// Starting the service anew would mend no database.
    private void assertNotReadyAndAlive() {
        assertThat(health("ready")).isEqualTo(503);
        assertThat(health("live")).isEqualTo(200);
        assertThat(health("started")).isEqualTo(200);
        assertThat(health("well")).isEqualTo(200);
        assertThat(Http.get(service.management("/q/metrics"), Map.of()).status()).isEqualTo(200);
    }

    private int health(String kind) {
        return Http.get(service.management("/q/health/" + kind), Map.of()).status();
    }

    private void assertEverythingWorks() {
        await().atMost(SOON).until(() -> health("ready") == 200);
        await().atMost(SOON)
                .until(() -> olivia.post("/api/calendly/connection", Map.of()).status() == 200);
        Person other = Person.newcomer();
        other.connect("mia");
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(other.connection().at("/sync/status").asText())
                                .isEqualTo("done"));
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(calls.answersWithoutStreams())
                                .allSatisfy((call, reply) ->
                                        assertThat(reply.status()).isLessThan(500)));
    }

    /// Limits are short here, and a machine may be busy.
    private static URI awaitAsked(Person person) {
        return await().ignoreExceptionsInstanceOf(AssertionError.class)
                .until(person::askToConnect, Objects::nonNull);
    }

    private static void awaitConnected(Person person, String account) {
        await().ignoreExceptionsInstanceOf(AssertionError.class)
                .until(
                        () -> person.consent(awaitAsked(person), account, "approve"),
                        Objects::nonNull);
        await().untilAsserted(() ->
                assertThat(person.connection().at("/sync/status").asText()).isEqualTo("done"));
    }

    /// The process ids of those who listen.
    private static List<String> listening() {
        return Dump.column(
                "SELECT pid FROM pg_stat_activity WHERE application_name = 'calendly-connect notices'");
    }

    private static void readOnly(String on) {
        Dump.execute(READ_ONLY + on);
        var _ = Dump.column("SELECT pg_reload_conf()");
    }
}
