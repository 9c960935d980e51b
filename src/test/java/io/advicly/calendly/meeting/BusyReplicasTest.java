package io.advicly.calendly.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.meeting.fact.EventReport;
import io.advicly.calendly.meeting.fact.Projected;
import io.advicly.calendly.meeting.fact.Said;
import io.advicly.calendly.meeting.projection.MeetingProjection;
import io.advicly.calendly.platform.database.LockTable;
import io.advicly.calendly.platform.work.IsolatedContexts;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// As many projections at the same time as four replicas have at most, all of different events of
/// different users, on a PostgreSQL as it comes.
@QuarkusTest
@TestProfile(BusyReplicasProfile.class)
class BusyReplicasTest {

    private static final int REPLICAS = 4;

    /// `calendly.webhook.worker.concurrency` and `.group`, `calendly.sync.concurrency`.
    private static final int WORKERS = 8;

    private static final int GROUP = 64;
    private static final int SYNCS = 8;

    private static final int INVITEES = 40;
    private static final int TRANSACTIONS = REPLICAS * (WORKERS + SYNCS);

    private static final String ORGANIZATION = "https://api.calendly.com/organizations/Busy";
    private static final String ACCOUNT = "https://api.calendly.com/users/busy-";

    private static final String CONNECT =
            """
            INSERT INTO calendar_connections
              (id, tenant_id, user_id, access_token, refresh_token, token_expires_at,
               calendly_user_uri, calendly_organization_uri, status, is_active, created_at, updated_at)
            SELECT gen_random_uuid(), 'default', 'busy-' || n, 'sealed', 'sealed', now(), '%s' || n,
              '%s', 'ACTIVE', true, now(), now()
            FROM generate_series(0, %d) n\
            """
                    .formatted(ACCOUNT, ORGANIZATION, REPLICAS * (WORKERS * GROUP + SYNCS) - 1);

    /// What has an entry in the table that all backends share.
    private static final String ENTRIES =
            """
            SELECT count(DISTINCT (locktype, database, relation, page, tuple, virtualxid,
              CAST(transactionid AS text), classid, objid, objsubid))
            FROM pg_locks WHERE NOT fastpath AND pid <> pg_backend_pid()\
            """;

    private static final String WAITING =
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'";

    private final MeetingProjection projection;
    private final IsolatedContexts contexts;
    private final DataSource database;

    BusyReplicasTest(MeetingProjection projection, IsolatedContexts contexts, DataSource database) {
        this.projection = projection;
        this.contexts = contexts;
        this.database = database;
    }

    @Test
    void takeLittleOfTheLockTable() throws SQLException {
        // Given
        List<CompletableFuture<List<Projected>>> underWay = new ArrayList<>();
        try (Connection last = database.getConnection();
                Statement statement = last.createStatement()) {
            statement.execute(CONNECT);
            last.setAutoCommit(false);
            // What a projection takes last: until then it holds whatever it will ever hold.
            statement.execute("ALTER SEQUENCE meeting_change_ids INCREMENT BY 1");
            // When
            IntStream.range(0, TRANSACTIONS).forEach(one -> underWay.add(project(one)));
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> failed(underWay) || number(WAITING) == TRANSACTIONS);
            // Then
            if (!failed(underWay)) {
                assertThat(number(ENTRIES)).isLessThanOrEqualTo(LockTable.ofReplicas(REPLICAS));
            }
            last.rollback();
        }
        assertThat(underWay).allSatisfy(one -> assertThat(one.join()).isNotEmpty());
    }

    private CompletableFuture<List<Projected>> project(int transaction) {
        int groups = REPLICAS * WORKERS;
        List<EventReport> said =
                transaction < groups
                        ? IntStream.range(0, GROUP)
                                .mapToObj(one -> knowledge(transaction * GROUP + one, 1))
                                .toList()
                        : List.of(knowledge(groups * GROUP + transaction - groups, INVITEES));
        return contexts.run(() -> projection.applyAll(said)).subscribeAsCompletionStage();
    }

    /// An event of a user of its own, whose invitees come from one other each and go to another.
    private static EventReport knowledge(int number, int invitees) {
        String event = "Busy-" + number;
        return new EventReport(
                ORGANIZATION,
                Said.event(event, 1, true, ACCOUNT + number),
                IntStream.range(0, invitees)
                        .mapToObj(one ->
                                Said.invitee(event + "/" + one, 1)
                                        .rescheduledFrom("Before-" + number + "-" + one + "/O")
                                        .rescheduledTo("After-" + number + "-" + one + "/N")
                                        .build())
                        .toList());
    }

    private static boolean failed(List<CompletableFuture<List<Projected>>> underWay) {
        return underWay.stream().anyMatch(CompletableFuture::isCompletedExceptionally);
    }

    /// On a connection of its own: a transaction sees the same activity until it ends.
    private long number(String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
