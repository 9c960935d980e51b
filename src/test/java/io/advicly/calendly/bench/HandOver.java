package io.advicly.calendly.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.Crowd;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.Surroundings;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// The carrier of an organization's subscription disconnects while others stay.
final class HandOver {

    static final List<String> HEAD =
            List.of(
                    "who stays",
                    "calls at Calendly",
                    "row versions of connections",
                    "of subscriptions",
                    "answered after ms",
                    "handed over after ms");

    private static final int CONNECTING = 8;
    private static final int LOOK_NANOS = 5_000_000;

    private final Postgres postgres;

    HandOver(Postgres postgres) {
        this.postgres = postgres;
        countWrites();
    }

    /// @param calls at the API host and the token endpoint
    /// @param connections versions of rows written, as those who stay might each be rewritten
    /// @param answered until the user who leaves is told so
    /// @param handedOver until everybody who stays is served by somebody who stays, and the grant
    ///   of who leaves has ended
    record Cost(
            String who,
            long calls,
            long connections,
            long subscriptions,
            double answered,
            double handedOver) {

        long versions() {
            return connections + subscriptions;
        }

        List<Object> row() {
            return List.of(who, calls, connections, subscriptions, answered, handedOver);
        }
    }

    /// To an admin who stays with so many members.
    Cost toAnotherAdmin(String prefix, int members) {
        return measure(
                "1 admin, %d members".formatted(members),
                Crowd.plant(prefix, 1, members + 2, 1),
                1);
    }

    /// Only members stay: each needs their own.
    Cost toEachMember(String prefix, int members) {
        return measure(
                "no admin, %d members".formatted(members),
                Crowd.plant(prefix, 1, members + 1, 0),
                members);
    }

    /// @param wanted how many subscriptions there are in the end
    private Cost measure(String who, List<String> accounts, int wanted) {
        List<Person> people = connected(accounts);
        String organization =
                people.getFirst().connection().at("/account/organization_uri").asText();
        String id = organization.substring(organization.lastIndexOf('/') + 1);
        settle();
        String leaving = accounts.getFirst();
        Calendar.control("DELETE", "/_control/requests", null, 204);
        postgres.execute("TRUNCATE bench_writes");
        long from = System.nanoTime();
        people.getFirst().delete("/api/calendly/connection").expect(204);
        double answered = millisSince(from);
        while (!isHandedOver(id, leaving, wanted)) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        double handedOver = millisSince(from);
        settle();
        return new Cost(
                who,
                calls(),
                writes("calendar_connections"),
                writes("calendly_webhook_subscriptions"),
                answered,
                handedOver);
    }

    private static boolean isHandedOver(String organization, String leaving, int wanted) {
        List<JsonNode> all =
                Calendar.subscriptions().stream()
                        .filter(it -> it.get("organization_id").asText().equals(organization))
                        .filter(it ->
                                it.get("callback_url")
                                        .asText()
                                        .startsWith(Surroundings.service("/").toString()))
                        .toList();
        return all.size() == wanted
                && all.stream().noneMatch(it -> it.get("creator_id").asText().equals(leaving))
                && Calendar.livingGrants(leaving) == 0;
    }

    /// The carrier first.
    private static List<Person> connected(List<String> accounts) {
        List<Callable<Person>> connects =
                accounts.stream().<Callable<Person>>map(it -> () -> connected(it)).toList();
        return Stream.concat(
                        Crowd.all(1, connects.subList(0, 1)).stream(),
                        Crowd.all(CONNECTING, connects.subList(1, connects.size())).stream())
                .toList();
    }

    static Person connected(String account) {
        Person person = Person.newcomer();
        if (!String.valueOf(person.connect(account).getQuery()).equals("calendly=connected")) {
            throw new IllegalStateException("could not connect " + account);
        }
        return person;
    }

    /// Nobody's calendar is being read, and no organization is being looked at.
    private void settle() {
        while (postgres.number("SELECT count(*) FROM sync_jobs WHERE state = 'pending'")
                        + postgres.number(
                                "SELECT count(*) FROM calendly_organizations WHERE settled_marks < marks"
                                        + " OR claimed_until IS NOT NULL")
                > 0) {
            LockSupport.parkNanos(20L * LOOK_NANOS);
        }
    }

    private static long calls() {
        return Stream.of(
                        "users_me",
                        "webhook_list",
                        "webhook_get",
                        "webhook_create",
                        "webhook_delete",
                        "token",
                        "revoke")
                .mapToLong(endpoint -> Calendar.requests(endpoint).size())
                .sum();
    }

    private void countWrites() {
        forgetWrites();
        postgres.execute("CREATE TABLE bench_writes (tab name NOT NULL)");
        postgres.execute(
                "CREATE FUNCTION bench_write() RETURNS trigger LANGUAGE plpgsql AS"
                        + " $$ BEGIN INSERT INTO bench_writes VALUES (TG_TABLE_NAME); RETURN NULL; END $$");
        for (String table : List.of("calendar_connections", "calendly_webhook_subscriptions")) {
            postgres.execute(
                    "CREATE TRIGGER bench_writes AFTER INSERT OR UPDATE ON "
                            + table
                            + " FOR EACH ROW EXECUTE FUNCTION bench_write()");
        }
    }

    void forgetWrites() {
        postgres.execute("DROP FUNCTION IF EXISTS bench_write CASCADE");
        postgres.execute("DROP TABLE IF EXISTS bench_writes");
    }

    private long writes(String table) {
        return postgres.number("SELECT count(*) FROM bench_writes WHERE tab = '" + table + "'");
    }

    private static double millisSince(long from) {
        return (System.nanoTime() - from) / 1e6;
    }
}
