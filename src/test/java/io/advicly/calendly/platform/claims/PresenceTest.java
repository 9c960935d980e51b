package io.advicly.calendly.platform.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.connection.consent.Connections;
import io.advicly.calendly.meeting.HostRows;
import io.advicly.calendly.platform.failure.BusyException;
import io.advicly.calendly.platform.lease.Leases;
import io.advicly.calendly.security.identity.Caller;
import io.advicly.calendly.testing.Sql;
import io.advicly.calendly.webhook.QuietProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// Who is believed to live, and what becomes of the claims of those who do not.
@QuarkusTest
@TestProfile(QuietProfile.class)
class PresenceTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final AtomicLong IDS = new AtomicLong(1_000);

    private final Replica replica;
    private final Leases leases;
    private final Connections connections;
    private final HostRows hosts;
    private final DataSource database;
    private final Sql sql;

    PresenceTest(
            Replica replica,
            Leases leases,
            Connections connections,
            HostRows hosts,
            DataSource database,
            Sql sql) {
        this.replica = replica;
        this.leases = leases;
        this.connections = connections;
        this.hosts = hosts;
        this.database = database;
        this.sql = sql;
    }

    @Test
    void oneWhoseLockNobodyHoldsIsStruckOff() {
        long dead = registered();

        awaitStruckOff(dead);

        assertThat(ids()).contains(replica.id());
    }

    @Test
    void oneWhoseLockSomebodyHoldsIsNot() throws SQLException {
        long living = IDS.incrementAndGet();
        try (Connection session = database.getConnection();
                Statement statement = session.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + living + ")");
            register(living);

            awaitStruckOff(registered());

            assertThat(ids()).contains(living);
            statement.execute("SELECT pg_advisory_unlock(" + living + ")");
        }
        awaitStruckOff(living);
    }

    @Test
    void whatItHadClaimedIsDueAgain() {
        long dead = registered();
        UUID connection = hosts.connect("claims", "user-" + dead, "account-" + dead, "org-" + dead);
        claim(connection, dead);

        awaitStruckOff(dead);

        assertThat(
                        sql.column(
                                """
                                SELECT concat_ws(' ', next_refresh_at <= now(), refresh_claimed_by,
                                  next_attempt_at <= now(), attempt_claimed_by)
                                FROM calendar_connections WHERE id = ?
                                UNION ALL SELECT concat_ws(' ', due_at <= now() OR attempts = 1) FROM sync_jobs
                                WHERE connection_id = ?
                                UNION ALL SELECT concat_ws(' ', revoke_at <= now(), claimed_by) FROM retired_tokens
                                WHERE connection_id = ?
                                UNION ALL SELECT concat_ws(' ', due_at <= now(), claimed_by) FROM meeting_lookups
                                WHERE calendly_event_uri = 'event-' || ?::bigint\
                                """,
                                connection,
                                connection,
                                connection,
                                dead))
                .containsExactly("t t", "t", "t", "t");
    }

    @Test
    void whatItHadFinishedStaysAsItIs() {
        long dead = registered();
        UUID connection = hosts.connect("claims", "user-" + dead, "account-" + dead, "org-" + dead);
        sql.execute(
                "UPDATE calendar_connections SET next_refresh_at = now() + interval '1 hour',"
                        + " next_attempt_at = NULL, attempt_claimed_by = ? WHERE id = ?",
                dead,
                connection);

        awaitStruckOff(dead);

        assertThat(
                        sql.column(
                                "SELECT concat_ws(' ', next_refresh_at > now(), next_attempt_at)"
                                        + " FROM calendar_connections WHERE id = ?",
                                connection))
                .containsExactly("t");
    }

    @Test
    void aLeaseIsVoidWithoutItsOwner() throws Throwable {
        String name = "lease-" + IDS.incrementAndGet();
        lease(name, String.valueOf(IDS.incrementAndGet()));

        assertThat(taken(name)).isTrue();
    }

    @Test
    void aLeaseOfOneThatLivesIsKept() {
        await().atMost(LONG).until(() -> ids().contains(replica.id()));
        String name = "lease-" + IDS.incrementAndGet();
        lease(name, String.valueOf(replica.id()));

        assertThatThrownBy(() -> taken(name)).isInstanceOf(BusyException.class);
    }

    @Test
    void aLeaseOfNobodyEndsByItsTimeAlone() {
        String name = "lease-" + IDS.incrementAndGet();
        lease(name, "NULL");

        assertThatThrownBy(() -> taken(name)).isInstanceOf(BusyException.class);
    }

    /// By their time alone they end, and are made all the same.
    @Test
    void claimsAreMadeInNobodysNameWhileOthersCannotTellThatItLives() {
        Caller user = new Caller("claims", "user-" + IDS.incrementAndGet());
        UUID connection = hosts.connect(user.tenantId(), user.userId(), "account", "org");

        await().atMost(LONG)
                .until(() -> {
                    replica.unseen();
                    var _ =
                            done(() ->
                                    connections.startClosing(
                                            user, true, Uni.createFrom()::voidItem));
                    done(() ->
                            leases.holding(
                                    "lease-" + IDS.incrementAndGet(),
                                    Duration.ofMinutes(1),
                                    Duration.ZERO,
                                    Uni.createFrom()::voidItem));
                    return replica.claimant() == null;
                });

        assertThat(
                        sql.column(
                                "SELECT concat_ws(' ', next_attempt_at > now(), attempt_claimed_by)"
                                        + " FROM calendar_connections WHERE id = ?",
                                connection))
                .containsExactly("t");
    }

    @Test
    void oneThatWasStruckOffThoughItLivesSignsAgain() {
        await().atMost(LONG).until(() -> ids().contains(replica.id()));

        sql.execute("DELETE FROM replicas WHERE id = ?", replica.id());

        await().atMost(LONG).until(() -> ids().contains(replica.id()));
    }

    @Test
    void whoeverLosesTheSessionIsBackAtOnce() {
        await().atMost(LONG).until(() -> ids().contains(replica.id()));
        for (int time = 0; time < 3; time++) {
            List<String> before =
                    await().atMost(LONG).until(this::sessions, found -> found.size() == 1);
            sql.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname ="
                            + " current_database() AND application_name = 'calendly-connect notices'");
            await().atMost(LONG)
                    .untilAsserted(() ->
                            assertThat(sessions()).hasSize(1).doesNotContainAnyElementsOf(before));
        }

        awaitStruckOff(registered());

        assertThat(ids()).contains(replica.id());
        awaitOwnName();
    }

    /// As after a failover, where the old primary goes on reading for as long as somebody stays.
    @Test
    void aSessionOfAServerThatOnlyReadsIsGivenUp() {
        await().atMost(LONG).until(() -> sessions().size() == 1);
        List<String> before = listening();
        List<String> onlyReading;
        sql.execute(
                "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET"
                        + " default_transaction_read_only = on', current_database()); END $$");
        try {
            sql.column(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = ?",
                    Integer.valueOf(before.getFirst()));
            onlyReading =
                    await().atMost(LONG)
                            .until(
                                    this::listening,
                                    found -> found.size() == 1 && !found.equals(before));
        } finally {
            sql.execute(
                    "DO $$ BEGIN SET LOCAL transaction_read_only = off; EXECUTE format('ALTER DATABASE"
                            + " %I RESET default_transaction_read_only', current_database()); END $$");
        }

        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(sessions()).hasSize(1).doesNotContainAnyElementsOf(onlyReading));

        awaitOwnName();
    }

    /// It is sure of that for two seconds after each look, and a look may come late.
    private void awaitOwnName() {
        await().atMost(LONG).until(() -> Objects.equals(replica.claimant(), replica.id()));
    }

    private List<String> listening() {
        return sql.column(
                "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND application_name = 'calendly-connect notices'");
    }

    /// The backends that hold this replica's lock.
    private List<String> sessions() {
        return sql.column(
                "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1 AND"
                        + " (classid::bigint << 32) | objid::bigint = ?",
                replica.id());
    }

    /// One of each kind, for an hour.
    private void claim(UUID connection, long dead) {
        sql.execute(
                "UPDATE calendar_connections SET status = 'NEEDS_RECONNECT',"
                        + " next_refresh_at = now() + interval '1 hour',"
                        + " refresh_claimed_by = ?, next_attempt_at = now() + interval '1 hour',"
                        + " attempt_claimed_by = ? WHERE id = ?",
                dead,
                dead,
                connection);
        sql.execute(
                "INSERT INTO sync_jobs (id, connection_id, kind, state, window_from, window_to,"
                        + " due_at, created_at, claim, claimed_by) VALUES (gen_random_uuid(), ?, 'initial', 'pending',"
                        + " now(), now(), now() + interval '1 hour', now(), gen_random_uuid(), ?)",
                connection,
                dead);
        sql.execute(
                "INSERT INTO retired_tokens (connection_id, tenant_id, user_id, kind, token, revoke_at,"
                        + " claimed_by) VALUES (?, 'claims', 'user', 'access', 'sealed', now() + interval '1 hour', ?)",
                connection,
                dead);
        sql.execute(
                "INSERT INTO meeting_lookups (calendly_event_uri, organization_uri, due_at, claimed_by)"
                        + " VALUES ('event-' || ?::bigint, 'organization', now() + interval '1 hour', ?)",
                dead,
                dead);
    }

    private void lease(String name, String owner) {
        sql.execute(
                "INSERT INTO leases (name, owner, expires_at, claimed_by) VALUES (?, gen_random_uuid(),"
                        + " now() + interval '1 hour', "
                        + owner
                        + ")",
                name);
    }

    private static <T> T done(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable failed) {
            throw new AssertionError(failed);
        }
    }

    private boolean taken(String name) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() ->
                leases.holding(
                        name,
                        Duration.ofMinutes(1),
                        Duration.ZERO,
                        () -> Uni.createFrom().item(true)));
    }

    private long registered() {
        long id = IDS.incrementAndGet();
        register(id);
        return id;
    }

    private void register(long id) {
        sql.execute("INSERT INTO replicas (id) VALUES (?)", id);
    }

    private void awaitStruckOff(long id) {
        await().atMost(LONG).until(() -> !ids().contains(id));
    }

    private List<Long> ids() {
        return sql.column("SELECT id FROM replicas").stream().map(Long::valueOf).toList();
    }
}
