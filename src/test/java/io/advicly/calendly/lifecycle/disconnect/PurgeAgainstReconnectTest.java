package io.advicly.calendly.lifecycle.disconnect;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.consent.Connections;
import io.advicly.calendly.meeting.HostRows;
import io.advicly.calendly.meeting.erasure.MeetingPurge;
import io.advicly.calendly.testing.Sql;
import io.advicly.calendly.webhook.QuietProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A purge that is still under way when its user is back.
@QuarkusTest
@TestProfile(QuietProfile.class)
class PurgeAgainstReconnectTest {

    private static final String ACME = "https://api.calendly.com/organizations/back-acme";
    private static final String ADA = "https://api.calendly.com/users/back-ada";

    private final Purge purge;
    private final MeetingPurge meetings;
    private final Connections connections;
    private final HostRows hosts;
    private final Sql sql;

    PurgeAgainstReconnectTest(
            Purge purge, MeetingPurge meetings, Connections connections, HostRows hosts, Sql sql) {
        this.purge = purge;
        this.meetings = meetings;
        this.connections = connections;
        this.hosts = hosts;
        this.sql = sql;
    }

    @BeforeEach
    void startOver() {
        sql.execute("TRUNCATE calendar_connections, calendly_webhook_deliveries CASCADE");
    }

    @Test
    void nothingOfTheNewConnectionIsPurged() {
        // Given
        UUID ada = hosts.connect("default", "ada", ADA, ACME);
        meeting(ada);
        Connection left = leaving(ada);
        // When
        consentsAnew();
        meeting(ada);
        run(() -> purge.content(left));
        run(() -> purge.forget(left));
        // Then
        assertThat(sql.column("SELECT count(*)::text FROM meetings")).containsExactly("2");
        assertThat(sql.column("SELECT status FROM calendar_connections")).containsExactly("ACTIVE");
    }

    @Test
    void aPurgeOfBeforeDoesNotForgetWhoHasLeftOnceMore() {
        // Given
        UUID ada = hosts.connect("default", "ada", ADA, ACME);
        Connection first = leaving(ada);
        consentsAnew();
        meeting(ada);
        Connection second = leaving(ada);
        sql.execute("UPDATE calendar_connections SET status = 'DISCONNECTED'");
        // When
        run(() -> purge.content(first));
        run(() -> purge.forget(first));
        // Then
        assertThat(sql.column("SELECT count(*)::text FROM meetings")).containsExactly("1");
        // When
        run(() -> purge.content(second));
        // Then
        assertThat(sql.column("SELECT count(*)::text FROM meetings")).containsExactly("0");
        // When
        run(() -> purge.forget(second));
        // Then
        assertThat(sql.column("SELECT 1 FROM calendar_connections")).isEmpty();
    }

    @Test
    void whatIsPurgedIsWhatWasAskedForThen() {
        // Given
        UUID ada = hosts.connect("default", "ada", ADA, ACME);
        meeting(ada);
        Connection left = leaving(ada);
        // When
        run(() -> meetings.purge(ada, requireNonNull(left.purgeRequestedAt()).minusMillis(1)));
        // Then
        assertThat(sql.column("SELECT count(*)::text FROM meetings")).containsExactly("1");
    }

    private Connection leaving(UUID id) {
        var _ = hosts.requestPurge(id);
        return run(() -> connections.byId(id)).orElseThrow();
    }

    private void consentsAnew() {
        sql.execute(
                "UPDATE calendar_connections SET status = 'ACTIVE', is_active = true, purge_requested_at = NULL");
    }

    private void meeting(UUID connection) {
        sql.execute(
                "INSERT INTO meetings (id, connection_id, tenant_id, user_id, calendly_event_uri, status, start_time,"
                        + " end_time, source_updated_at, created_at, updated_at)"
                        + " VALUES (gen_random_uuid(), ?, 'default', 'ada', gen_random_uuid()::text, 'active', now(),"
                        + " now(), now(), now(), now())",
                connection);
    }

    private static <T> T run(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable failed) {
            throw new AssertionError(failed);
        }
    }
}
