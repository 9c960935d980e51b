package io.advicly.calendly.sync.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.meeting.HostRows;
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

/// A sync of somebody who comes back while one is pending.
@QuarkusTest
@TestProfile(QuietProfile.class)
class SyncAnewTest {

    private static final String STATE =
            "SELECT concat_ws(' ', kind, state, page_token, page_from, pages, meetings, claim,"
                    + " began_at > now() - interval '1 minute', due_at <= now()) FROM sync_jobs";

    private final SyncJobs jobs;
    private final HostRows hosts;
    private final Sql sql;

    SyncAnewTest(SyncJobs jobs, HostRows hosts, Sql sql) {
        this.jobs = jobs;
        this.hosts = hosts;
        this.sql = sql;
    }

    @BeforeEach
    void startOver() {
        sql.execute("TRUNCATE sync_jobs, calendar_connections CASCADE");
    }

    @Test
    void startsOverAndWhoWorksOnItHasLostIt() {
        UUID member = member();
        UUID id = done(() -> jobs.store(member, SyncKind.REQUESTED));
        halfRead();
        SyncJob held = done(() -> jobs.claim(UUID.randomUUID())).orElseThrow();

        assertThat(done(() -> jobs.storeAnew(member, SyncKind.INITIAL))).isEqualTo(id);

        assertThat(sql.column(STATE)).containsExactly("initial pending 0 0 t t");
        assertThat(done(() -> jobs.done(held))).isFalse();
    }

    @Test
    void goesOnForSomebodyWhoNeverLeft() {
        UUID member = member();
        UUID id = done(() -> jobs.store(member, SyncKind.INITIAL));
        halfRead();

        assertThat(done(() -> jobs.store(member, SyncKind.REQUESTED))).isEqualTo(id);

        assertThat(sql.column("SELECT page_token FROM sync_jobs")).containsExactly("second");
    }

    private void halfRead() {
        sql.execute(
                "UPDATE sync_jobs SET page_token = 'second', page_from = now(), pages = 1, meetings = 100,"
                        + " began_at = now() - interval '1 hour'");
    }

    private UUID member() {
        return hosts.connect(
                "default",
                "a",
                "https://api.calendly.com/users/a",
                "https://api.calendly.com/organizations/anew");
    }

    private static <T> T done(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable failed) {
            throw new AssertionError(failed);
        }
    }
}
