package io.advicly.calendly.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Sql;
import io.advicly.calendly.webhook.ServiceProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What becomes of events when something here goes wrong, or some receivers are dead.
@QuarkusTest
@TestProfile(ServiceProfile.class)
class DestinationTroubleTest extends ReceivedEvents {

    private static final String FULL_DISK =
            """
            CREATE OR REPLACE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF EXISTS (SELECT FROM full_disks WHERE destination = NEW.id) AND NEW.position > OLD.position THEN
                RAISE EXCEPTION 'no space left on device';
              END IF;
              RETURN NEW;
            END $$\
            """;

    private static final String ON_FULL_DISK =
            "CREATE OR REPLACE TRIGGER full_disk BEFORE UPDATE ON destinations"
                    + " FOR EACH ROW EXECUTE FUNCTION full_disk()";

    DestinationTroubleTest(Happenings happenings, Sql sql) {
        super(happenings, sql);
    }

    /// As another replica: it has no session, and so is struck off after a while.
    @Test
    void whatAReplicaHasThatDiesIsTakenOver() {
        String id = backend.create(receiver.url()).get("id").asText();
        awaitRest(id);
        long dead = UUID.randomUUID().getMostSignificantBits();
        sql.execute("INSERT INTO replicas (id) VALUES (?)", dead);
        sql.execute(
                "UPDATE destinations SET claim = gen_random_uuid(), claimed_by = ?,"
                        + " claimed_until = now() + interval '1 hour' WHERE id = ?",
                dead,
                UUID.fromString(id));

        update("one", 1, 2);

        await().untilAsserted(() -> assertThat(receiver.numbers()).containsExactly(1, 2));
        assertThat(sql.column("SELECT id FROM replicas WHERE id = ?", dead)).isEmpty();
    }

    /// Whoever has lost its claim stores nothing, and what it has not stored is sent again.
    @Test
    void whoHasLostItsClaimStoresNothing() {
        String id = backend.create(receiver.url()).get("id").asText();
        awaitRest(id);
        receiver.takeItsTime(2_000);
        update("one", 1);
        await().untilAsserted(() ->
                assertThat(
                                sql.column(
                                        "SELECT claim FROM destinations WHERE id = ? AND claim IS NOT NULL",
                                        UUID.fromString(id)))
                        .hasSize(1));
        sql.execute(
                "UPDATE destinations SET claim = gen_random_uuid(), claimed_by = NULL,"
                        + " claimed_until = now() + interval '5 seconds' WHERE id = ?",
                UUID.fromString(id));
        await().untilAsserted(() -> assertThat(receiver.got()).hasSize(1));
        await().untilAsserted(() -> assertThat(backend.behind(id)).isEqualTo(1));
        receiver.takeItsTime(0);
        sql.execute(
                "UPDATE destinations SET claimed_until = now(), paused = false WHERE id = ?",
                UUID.fromString(id));

        await().untilAsserted(() -> assertThat(receiver.numbers()).containsExactly(1, 1));
        assertThat(receiver.got().getFirst().id()).isEqualTo(receiver.got().getLast().id());
        await().untilAsserted(() -> assertThat(backend.behind(id)).isZero());
    }

    /// Whoever could not store how far it has come leaves it to the next one at once.
    @Test
    void itGoesOnOnceItCanBeStored() {
        String id = backend.create(receiver.url()).get("id").asText();
        awaitRest(id);
        sql.execute("CREATE TABLE IF NOT EXISTS full_disks (destination uuid)");
        sql.execute(FULL_DISK);
        sql.execute(ON_FULL_DISK);
        sql.execute("INSERT INTO full_disks VALUES (CAST(? AS uuid))", id);
        update("one", 1);
        await().untilAsserted(() -> assertThat(receiver.numbers()).hasSizeGreaterThan(1));
        sql.execute("DELETE FROM full_disks WHERE destination = CAST(? AS uuid)", id);

        update("one", 2);

        await().untilAsserted(() -> assertThat(receiver.numbers()).endsWith(1, 2));
        await().untilAsserted(() -> assertThat(backend.behind(id)).isZero());
        sql.execute("DROP TRIGGER full_disk ON destinations");
    }

    @Test
    void withoutASecretThatCanBeReadItIsHeldUntilItHasANewOne() {
        String id = backend.create(receiver.url()).get("id").asText();
        awaitRest(id);
        sql.execute(
                "UPDATE destinations SET secret = 'v1.test.' || repeat('A', 60) WHERE id = ?",
                UUID.fromString(id));
        update("one", 1);
        await().untilAsserted(() -> assertThat(backend.state(id)).isEqualTo("held"));
        assertThat(backend.get(id).get("last_error").asText()).contains("make a new one");

        String secret =
                backend.call("POST", "/" + id + "/secret", null).body().get("secret").asText();
        backend.resume(id, "held");

        await().untilAsserted(() -> assertThat(receiver.numbers()).containsExactly(1));
        assertThat(receiver.got().getFirst().isSignedWith(secret)).isTrue();
    }

    @Test
    void theDeadOnesCostTheOthersNothing() {
        List<EventReceiver> alive = Stream.generate(this::another).limit(7).toList();
        List<String> dead = new ArrayList<>();
        for (int one = 0; one < 3; one++) {
            EventReceiver silent = another();
            silent.takeItsTime(20_000);
            dead.add(backend.create(silent.url()).get("id").asText());
        }
        alive.forEach(one -> backend.create(one.url()));

        happenings.happen(
                IntStream.range(0, 100)
                        .mapToObj(number ->
                                happenings.updated(backend.tenant(), "m" + number % 20, number)));

        await().untilAsserted(() ->
                assertThat(alive).allSatisfy(one -> assertThat(one.got()).hasSize(100)));
        assertThat(dead).allSatisfy(id -> assertThat(backend.behind(id)).isEqualTo(100));
        await().untilAsserted(() ->
                assertThat(dead)
                        .allSatisfy(id -> assertThat(backend.state(id)).isEqualTo("failing")));
        // Nothing of what they have not got is kept for them but a few places.
        assertThat(
                        dead.stream()
                                .flatMap(id ->
                                        sql
                                                .column(
                                                        "SELECT subject FROM destination_lines WHERE destination_id = ?",
                                                        UUID.fromString(id))
                                                .stream()))
                .hasSizeLessThanOrEqualTo(3 * 60);
    }

    /// Its owner has asked for other types meanwhile.
    @Test
    void whatIsWantedNoMoreIsNotLost() {
        String id = backend.create(receiver.url()).get("id").asText();
        receiver.refuseAll(503);
        update("one", 1);
        await().untilAsserted(() -> assertThat(backend.state(id)).isEqualTo("failing"));

        backend.call("PATCH", "/" + id, Map.of("types", List.of("sync.failed"))).expect(200);
        awaitRest(id);
        pass(id, "10 minutes");

        await().untilAsserted(() -> assertThat(backend.state(id)).isEqualTo("active"));
        assertThat(audited(id)).doesNotContain("destination.events_lost");
    }

    /// Another call is under way when it is held, which ends later.
    @Test
    void isHeldOnceForTheAudit() {
        String id = backend.create(receiver.url()).get("id").asText();
        receiver.refuse(503, got -> got.about().equals("bad"));
        update("bad", 1);
        await().untilAsserted(() -> assertThat(backend.state(id)).isEqualTo("failing"));
        awaitRest(id);
        receiver.takeItsTime(5_000);
        pass(id, "80 hours");
        await().untilAsserted(() -> assertThat(receiver.atATime()).isEqualTo(1));
        update("slow", 2);

        await().untilAsserted(() -> assertThat(receiver.numbersAbout("slow")).hasSize(1));
        awaitRest(id);
        assertThat(backend.state(id)).isEqualTo("held");
        assertThat(audited(id)).containsOnlyOnce("destination.held");
    }

    /// Nothing is tried while it is paused: the 72 hours begin anew.
    @Test
    void aLongPauseHoldsNothing() {
        String id = backend.create(receiver.url()).get("id").asText();
        receiver.refuseAll(503);
        update("one", 1);
        await().untilAsserted(() -> assertThat(backend.state(id)).isEqualTo("failing"));
        backend.call("PATCH", "/" + id, Map.of("paused", true)).expect(200);
        await().until(() -> isFree(id));
        pass(id, "80 hours");
        int before = receiver.got().size();

        backend.call("PATCH", "/" + id, Map.of("paused", false)).expect(200);

        await().untilAsserted(() -> assertThat(receiver.got()).hasSizeGreaterThan(before));
        awaitRest(id);
        assertThat(backend.state(id)).isEqualTo("failing");
        receiver.acceptAll();
        pass(id, "10 minutes");
        await().untilAsserted(() -> assertThat(backend.state(id)).isEqualTo("active"));
    }

    private boolean isFree(String id) {
        return sql.column(
                                "SELECT id FROM destinations WHERE id = ? AND claimed_until IS NULL",
                                UUID.fromString(id))
                        .size()
                == 1;
    }

    private List<String> audited(String id) {
        return sql.column(
                "SELECT action FROM audit_events WHERE details::jsonb ->> 'destination' = ?", id);
    }
}
