package io.advicly.calendly.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.meeting.HostRows;
import io.advicly.calendly.meeting.lookup.LinkLookup;
import io.advicly.calendly.meeting.lookup.LinkLookups;
import io.advicly.calendly.platform.claims.Replica;
import io.advicly.calendly.sync.job.SyncJobs;
import io.advicly.calendly.testing.Sql;
import io.advicly.calendly.webhook.QuietProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A process claims something, and never hears of it as the answer of the database is lost. It
/// takes that back, and nothing that it or somebody else is at.
@QuarkusTest
@TestProfile(QuietProfile.class)
class LostClaimTest {

    private final SyncJobs jobs;
    private final LinkLookups lookups;
    private final Replica replica;
    private final HostRows hosts;
    private final Sql sql;

    LostClaimTest(SyncJobs jobs, LinkLookups lookups, Replica replica, HostRows hosts, Sql sql) {
        this.jobs = jobs;
        this.lookups = lookups;
        this.replica = replica;
        this.hosts = hosts;
        this.sql = sql;
    }

    @Test
    void aSyncIsTakenBackByWhoeverHasLostIt() throws Throwable {
        UUID lost = claimed("lost", replica.number());
        UUID held = claimed("held", replica.number());
        UUID another = claimed("another", replica.number() + 1);

        VertxContextSupport.subscribeAndAwait(() -> jobs.takeBack(Set.of(held)));

        assertThat(isDue(lost)).isEqualTo("true");
        assertThat(isDue(held)).isEqualTo("false");
        assertThat(isDue(another)).isEqualTo("false");
    }

    @Test
    void soIsALookUp() throws Throwable {
        lookUp("lost", replica.number());
        lookUp("another", replica.number() + 1);

        assertThat(VertxContextSupport.subscribeAndAwait(() -> lookups.claim(10)))
                .extracting(LinkLookup::eventUri)
                .contains("lost")
                .doesNotContain("another");
    }

    /// Ten seconds ago.
    private UUID claimed(String name, long process) {
        UUID claim = UUID.randomUUID();
        UUID connection = hosts.connect("claims", name, "account-" + name, "organization-" + name);
        sql.execute("DELETE FROM sync_jobs WHERE connection_id = ?", connection);
        sql.execute(
                "INSERT INTO sync_jobs (id, connection_id, kind, state, window_from, window_to,"
                        + " due_at, created_at, claim, claimed_in) VALUES (?, ?, 'initial', 'pending',"
                        + " now(), now(), now() + interval '110 seconds', now(), ?, ?)",
                claim,
                connection,
                claim,
                process);
        return claim;
    }

    private String isDue(UUID job) {
        return sql.column("SELECT (due_at <= now())::text FROM sync_jobs WHERE id = ?", job)
                .getFirst();
    }

    private void lookUp(String event, long process) {
        sql.execute(
                "INSERT INTO meeting_lookups (calendly_event_uri, organization_uri, due_at, claimed_in)"
                        + " VALUES (?, 'lost claims', now() + interval '50 seconds', ?)",
                event,
                process);
    }
}
