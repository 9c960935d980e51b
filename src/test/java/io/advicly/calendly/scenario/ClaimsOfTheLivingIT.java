package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Installation;
import io.advicly.calendly.testing.KillablePostgres;
import io.advicly.calendly.testing.ServiceProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Processes that live keep what they have claimed, whatever becomes of their sessions at the
/// database; one that stops lets go of it.
class ClaimsOfTheLivingIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int CLAIMED = 10;

    private Installation installation;
    private KillablePostgres database;
    private ServiceProcess one;
    private ServiceProcess other;

    @BeforeEach
    void start() {
        installation = Installation.create();
        database = KillablePostgres.start();
        one = installation.startOn(database, Map.of());
        other = installation.startReplica(database.configuration());
        await().atMost(LONG).until(() -> replicas().size() == 2);
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
        database.close();
        installation.close();
    }

    @Test
    void areKeptWhenTheirSessionsEnd() {
        claim();
        List<String> living = replicas();
        for (int time = 0; time < 3; time++) {
            List<String> before = sessions();
            Dump.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE application_name = 'calendly-connect notices'");
            await().atMost(LONG)
                    .untilAsserted(() ->
                            assertThat(sessions()).hasSize(2).doesNotContainAnyElementsOf(before));
        }

        awaitJudgement();

        assertKept(living);
    }

    @Test
    void areKeptWhenTheDatabaseStartsAnew() {
        claim();
        List<String> living = replicas();
        for (int time = 0; time < 2; time++) {
            database.killAndStartAgain();
            await().atMost(LONG).untilAsserted(() -> assertThat(sessions()).hasSize(2));
        }

        awaitJudgement();

        assertKept(living);
    }

    @Test
    void areFreeWhenTheyStop() {
        claim();

        one.stop();
        other.stop();

        assertThat(replicas()).isEmpty();
        try (ServiceProcess _ = installation.startReplica(database.configuration())) {
            await().atMost(LONG).until(() -> claimed() == 0);
        }
    }

    /// Deliveries, for an hour, in the name of both.
    private static void claim() {
        Dump.execute(
                """
                INSERT INTO calendly_webhook_deliveries
                  (id, subscription_id, organization_uri, dedupe_key, body, received_at, due_at, turn,
                   leased_until, claimed_by)
                SELECT gen_random_uuid(), gen_random_uuid(), 'https://api.calendly.com/organizations/acme',
                  sha256((id || ' ' || n)::bytea), '{}', now(), now(), now(), now() + interval '1 hour', id
                FROM replicas, generate_series(1, %d) AS n\
                """
                        .formatted(CLAIMED));
    }

    private static void assertKept(List<String> living) {
        assertThat(replicas()).isEqualTo(living);
        assertThat(claimed()).isEqualTo(2 * CLAIMED);
    }

    private static long claimed() {
        return Dump.count("calendly_webhook_deliveries WHERE state = 'pending' AND claims = 0");
    }

    /// Until one that is dead has been found out: if the living were believed dead, it would show.
    private static void awaitJudgement() {
        Dump.execute("INSERT INTO replicas (id) VALUES (42)");
        await().atMost(LONG).until(() -> !replicas().contains("42"));
    }

    private static List<String> replicas() {
        return Dump.column("SELECT id FROM replicas ORDER BY id");
    }

    /// The backends that hold the locks of replicas.
    private static List<String> sessions() {
        return Dump.column(
                "SELECT l.pid FROM pg_locks l JOIN replicas r"
                        + " ON r.id = (l.classid::bigint << 32) | l.objid::bigint"
                        + " WHERE l.locktype = 'advisory' AND l.objsubid = 1");
    }
}
