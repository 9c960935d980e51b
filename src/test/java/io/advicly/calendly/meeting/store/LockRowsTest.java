package io.advicly.calendly.meeting.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.meeting.HostRows;
import io.advicly.calendly.meeting.fact.Projected;
import io.advicly.calendly.meeting.fact.Said;
import io.advicly.calendly.meeting.projection.MeetingProjection;
import io.advicly.calendly.platform.work.IsolatedContexts;
import io.advicly.calendly.testing.Sql;
import io.advicly.calendly.webhook.QuietProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The rows that are locked for events and users.
@QuarkusTest
@TestProfile(QuietProfile.class)
class LockRowsTest {

    private static final String ORGANIZATION = "https://api.calendly.com/organizations/Rows";
    private static final String ACCOUNT = "https://api.calendly.com/users/rows";

    private final MeetingProjection projection;
    private final HostRows hosts;
    private final IsolatedContexts contexts;
    private final DataSource database;
    private final Sql sql;

    LockRowsTest(
            MeetingProjection projection,
            HostRows hosts,
            IsolatedContexts contexts,
            DataSource database,
            Sql sql) {
        this.projection = projection;
        this.hosts = hosts;
        this.contexts = contexts;
        this.database = database;
        this.sql = sql;
    }

    @Test
    void thereIsOneForEachHash() {
        assertThat(
                        sql.column(
                                "SELECT concat_ws(' ', min(place), max(place), count(*)) FROM meeting_lock_rows"))
                .containsExactly(
                        "0 %d %d"
                                .formatted(
                                        LockRows.EVENTS + LockRows.USERS - 1,
                                        LockRows.EVENTS + LockRows.USERS));
    }

    @Test
    void thoseOfUsersAreBehindThoseOfEvents() {
        String text = "CAST(n AS text)";
        assertThat(
                        sql.column(
                                "SELECT concat_ws(' ', min(e) >= 0, max(e) < %d, min(u) >= %d, max(u) < %d)"
                                                .formatted(
                                                        LockRows.EVENTS,
                                                        LockRows.EVENTS,
                                                        LockRows.EVENTS + LockRows.USERS)
                                        + " FROM (SELECT "
                                        + LockRows.ofEvent(text)
                                        + " AS e, "
                                        + LockRows.ofUser(text, text)
                                        + " AS u FROM generate_series(1, 100000) n) places"))
                .containsExactly("t t t t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM meeting_lock_rows WHERE place = 1",
                "UPDATE meeting_lock_rows SET place = -1 WHERE place = 1",
                "TRUNCATE meeting_lock_rows"
            })
    void noneMayBeMissing(String statement) {
        assertThatThrownBy(() -> sql.execute(statement))
                .hasRootCauseInstanceOf(SQLException.class)
                .rootCause()
                .hasMessageContaining("every row of meeting_lock_rows is needed");
    }

    /// What a stream relies on: the numbers of one user's changes are in the order of the commits.
    @Test
    void changesOfAUserWaitForTheCommitOfThoseBefore() throws Exception {
        // Given
        hosts.connect("default", "rows", ACCOUNT, ORGANIZATION);
        CompletableFuture<Projected> projected;
        try (Connection before = database.getConnection();
                PreparedStatement lock =
                        before.prepareStatement(
                                "SELECT FROM meeting_lock_rows WHERE place = "
                                        + LockRows.ofUser("'default'", "'rows'")
                                        + " FOR UPDATE")) {
            before.setAutoCommit(false);
            lock.execute();
            // When
            projected =
                    contexts.run(() ->
                                    projection.apply(
                                            ORGANIZATION,
                                            Said.event("Rows", 1, true, ACCOUNT),
                                            List.of(Said.invitee("Rows/I", 1).build())))
                            .subscribeAsCompletionStage();
            await().until(() ->
                    !sql.column(
                                    "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                                            + " AND datname = current_database()"
                                            + " AND query LIKE 'WITH changed AS%'")
                            .isEmpty());
            // Then
            assertThat(projected).isNotDone();
            before.rollback();
        }
        assertThat(projected.get(1, TimeUnit.MINUTES)).isEqualTo(new Projected(1, 1));
    }
}
