package io.advicly.calendly.scenario;

import static io.advicly.calendly.scenario.Acts.assertDelivered;
import static io.advicly.calendly.scenario.Acts.connected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Crowd;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a hand-over costs, however many stay.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class HandOverTest {

    /// Counts versions, not rows: the same row written a hundred times is a hundred.
    private static final List<String> COUNT_WRITES =
            List.of(
                    "CREATE TABLE test_writes (tab name NOT NULL)",
                    "CREATE FUNCTION test_write() RETURNS trigger LANGUAGE plpgsql AS"
                            + " $$ BEGIN INSERT INTO test_writes VALUES (TG_TABLE_NAME); RETURN NULL; END $$",
                    "CREATE TRIGGER test_writes AFTER INSERT OR UPDATE ON calendar_connections"
                            + " FOR EACH ROW EXECUTE FUNCTION test_write()",
                    "CREATE TRIGGER test_writes AFTER INSERT OR UPDATE ON calendly_webhook_subscriptions"
                            + " FOR EACH ROW EXECUTE FUNCTION test_write()");

    @AfterEach
    void countNoMore() {
        Dump.executeUndisturbed("DROP FUNCTION IF EXISTS test_write CASCADE");
        Dump.execute("DROP TABLE IF EXISTS test_writes");
    }

    @Test
    void doesNotGrowWithThoseWhoStay() throws Exception {
        COUNT_WRITES.forEach(Dump::executeUndisturbed);

        Cost three = handOver("few", 3);
        Cost some = handOver("some", 23);
        Cost many = handOver("many", 100);

        assertThat(some).isEqualTo(three);
        assertThat(many).isEqualTo(three);
    }

    /// @param connections versions of rows written
    private record Cost(int calls, int connections, int subscriptions) {}

    /// An admin leaves, another one and so many members stay.
    private static Cost handOver(String prefix, int staying) throws Exception {
        Calendar.clearFaults();
        CleanSlate.startOver();
        Calendar.switchTo("rate_limit_paid", 0);
        List<String> accounts = Crowd.plant(prefix, 1, staying + 2, 1);
        List<Person> people = connectedAll(accounts);
        await().atMost(Acts.LONG)
                .until(() ->
                        Dump.column("SELECT 1 FROM sync_jobs WHERE state = 'pending'").isEmpty());
        Acts.look();
        TokenCalls.forget();
        Dump.execute("TRUNCATE test_writes");

        people.getFirst().delete("/api/calendly/connection").expect(204);

        await().atMost(Acts.LONG)
                .untilAsserted(() -> {
                    assertThat(Acts.only().get("creator_id").asText()).isEqualTo(accounts.get(1));
                    assertThat(Calendar.livingGrants(accounts.getFirst())).isZero();
                });
        // And has written down all that has come of it.
        Acts.awaitLooked();
        Cost cost =
                new Cost(
                        calls(),
                        writes("calendar_connections"),
                        writes("calendly_webhook_subscriptions"));
        assertThat(Dump.column("SELECT 1 FROM sync_jobs WHERE state = 'pending'")).isEmpty();
        assertDelivered(people.getLast(), accounts.getLast());
        return cost;
    }

    private static List<Person> connectedAll(List<String> accounts) throws Exception {
        Person first = connected(accounts.getFirst());
        List<Callable<Person>> rest =
                accounts.stream()
                        .skip(1)
                        .<Callable<Person>>map(account -> () -> connected(account))
                        .toList();
        return Stream.concat(Stream.of(first), Crowd.all(8, rest).stream()).toList();
    }

    /// At the API; ending the grant of who leaves takes two more at the other host.
    private static int calls() {
        return Stream.of(
                        "users_me",
                        "webhook_list",
                        "webhook_get",
                        "webhook_create",
                        "webhook_delete")
                .mapToInt(endpoint -> Calendar.requests(endpoint).size())
                .sum();
    }

    private static int writes(String table) {
        return Dump.column("SELECT 1 FROM test_writes WHERE tab = '" + table + "'").size();
    }
}
