package io.advicly.calendly.sync.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.meeting.HostRows;
import io.advicly.calendly.sync.job.PageResult;
import io.advicly.calendly.sync.job.Place;
import io.advicly.calendly.sync.job.SyncJob;
import io.advicly.calendly.sync.job.SyncJobs;
import io.advicly.calendly.sync.job.SyncWindow;
import io.advicly.calendly.testing.Sql;
import io.advicly.calendly.webhook.QuietProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is stored for a gap, without anybody who works it off.
@QuarkusTest
@TestProfile(QuietProfile.class)
class GapRepositoryTest {

    private static final String ACME = "https://api.calendly.com/organizations/gap-acme";
    private static final String GLOBEX = "https://api.calendly.com/organizations/gap-globex";

    private final GapRepository gaps;
    private final SyncJobs jobs;
    private final HostRows hosts;
    private final Sql sql;

    GapRepositoryTest(GapRepository gaps, SyncJobs jobs, HostRows hosts, Sql sql) {
        this.gaps = gaps;
        this.jobs = jobs;
        this.hosts = hosts;
        this.sql = sql;
    }

    @BeforeEach
    void startOver() {
        sql.execute("TRUNCATE delivery_gaps, calendar_connections CASCADE");
    }

    @Test
    void nothingIsDoneWhereNothingWasMissedOrDeliveriesStillAre() {
        var _ = member(ACME, "a");
        UUID unserved = member(GLOBEX, "b");
        gap(GLOBEX, "NULL");

        assertThat(done(() -> gaps.find(GapPage.START)).size()).isZero();
        assertThat(repaired()).isZero();
        assertThat(sql.column("SELECT 1 FROM sync_jobs")).isEmpty();
        assertThat(open()).containsExactly(unserved.toString());
    }

    @Test
    void whoCannotBeServedKeepsNobodyElseUnreadAndIsReadLater() {
        UUID served = member(ACME, "a");
        UUID refused = member(ACME, "b");
        gap(ACME, "now() - interval '1 minute'");
        sql.execute(
                "UPDATE delivery_gaps SET served_since = NULL WHERE connection_id = ?", refused);

        assertThat(repaired()).isEqualTo(1);
        end(served, "done");
        assertThat(repaired()).isZero();
        assertThat(open()).containsExactly(refused.toString());

        sql.execute("UPDATE delivery_gaps SET served_since = now()");
        assertThat(repaired()).isEqualTo(1);
        end(refused, "done");
        assertThat(repaired()).isZero();
        assertThat(open()).isEmpty();
    }

    @Test
    void whoHasLeftMissesNothing() {
        UUID gone = member(ACME, "gone");
        UUID closing = member(ACME, "closing");
        UUID waiting = member(ACME, "waiting");
        gap(ACME, "NULL");
        status(waiting, "NEEDS_RECONNECT");
        status(closing, "CLOSING");
        sql.execute("DELETE FROM calendar_connections WHERE id = ?", gone);

        assertThat(repaired()).isZero();

        assertThat(open()).containsExactly(waiting.toString());
    }

    @Test
    void everyActiveConnectionIsReadOnceHoweverOftenAndByHowManyItIsLookedAt() {
        for (int member = 0; member < 250; member++) {
            var _ = member(ACME, "a" + member);
        }
        UUID lost = member(ACME, "lost");
        status(lost, "NEEDS_RECONNECT");
        var _ = member(GLOBEX, "b");
        gap(ACME, "now()");

        List<Integer> begun =
                IntStream.range(0, 3).parallel().mapToObj(look -> done(this::begin)).toList();
        assertThat(begun.stream().mapToInt(Integer::intValue).sum()).isEqualTo(250);
        assertThat(repaired()).isZero();

        assertThat(sql.column("SELECT kind FROM sync_jobs WHERE state = 'pending'"))
                .hasSize(250)
                .containsOnly("repair");
        assertThat(sql.column("SELECT 1 FROM sync_jobs WHERE connection_id = ?", lost)).isEmpty();
        assertThat(open()).hasSize(251);
    }

    @Test
    void aSyncThatBeganBeforeTheGapEndedStartsOverAndItsWorkerHasLostIt() {
        UUID member = member(ACME, "a");
        pending(member, "now() - interval '1 minute'");
        SyncJob held = claimed();
        var _ = done(() -> jobs.moved(held, pageRead("second")).replaceWith(true));
        SyncJob onTheSecond = claimed();
        sql.execute("UPDATE sync_jobs SET unreadable = 3, last_error = 'odd'");
        gap(ACME, "now() - interval '1 second'");

        assertThat(repaired()).isEqualTo(1);

        assertThat(done(() -> jobs.done(onTheSecond))).isFalse();
        assertThat(done(() -> jobs.failed(onTheSecond, "late"))).isFalse();
        var _ = done(() -> jobs.moved(onTheSecond, pageRead("third")).replaceWith(true));
        var _ =
                done(() ->
                        jobs.postponed(
                                onTheSecond,
                                pageRead("third").won(),
                                attempts -> Optional.of(Duration.ofDays(1)),
                                "late"));
        assertThat(
                        sql.column(
                                "SELECT concat_ws(' ', state, page_token, page_from, pages, meetings, attempts,"
                                        + " unreadable, claim, claimed_by, claimed_in, due_at <= now(), last_error) FROM sync_jobs"))
                .containsExactly("pending 0 0 0 0 t");
        assertThat(claimed().id()).isEqualTo(held.id());
        assertThat(repaired()).isZero();
    }

    @Test
    void aSyncThatBeganAfterwardsGoesOn() {
        UUID member = member(ACME, "a");
        gap(ACME, "now() - interval '1 minute'");
        pending(member, "now()");
        SyncJob held = claimed();

        assertThat(repaired()).isZero();

        assertThat(done(() -> jobs.done(held))).isTrue();
        assertThat(repaired()).isZero();
        assertThat(open()).isEmpty();
    }

    @Test
    void aGapIsOpenUntilItsConnectionHasBeenRead() {
        UUID first = member(ACME, "a");
        UUID second = member(ACME, "b");
        gap(ACME, "now() - interval '1 minute'");
        assertThat(repaired()).isEqualTo(2);
        end(first, "done");
        assertThat(repaired()).isZero();
        assertThat(open()).containsExactly(second.toString());

        end(second, "done");

        assertThat(repaired()).isZero();
        assertThat(open()).isEmpty();
        assertThat(sql.column("SELECT 1 FROM sync_jobs")).hasSize(2);
    }

    @Test
    void aSyncThatFailedIsTriedAgainAfterAPauseThatGrows() {
        UUID member = member(ACME, "a");
        gap(ACME, "now() - interval '1 day'");
        assertThat(repaired()).isEqualTo(1);
        end(member, "failed");
        assertThat(repaired()).isZero();
        assertThat(open()).containsExactly(member.toString());

        sql.execute("UPDATE sync_jobs SET finished_at = now() - interval '61 seconds'");
        assertThat(repaired()).isEqualTo(1);
        end(member, "failed");
        sql.execute("UPDATE sync_jobs SET finished_at = now() - interval '61 seconds'");
        assertThat(repaired()).isZero();

        sql.execute("UPDATE sync_jobs SET finished_at = now() - interval '121 seconds'");
        assertThat(repaired()).isEqualTo(1);
    }

    @Test
    void aGapThatOpensAgainIsReadOnceMore() {
        UUID member = member(ACME, "a");
        gap(ACME, "now() - interval '1 minute'");
        assertThat(repaired()).isEqualTo(1);
        end(member, "done");
        sql.execute("UPDATE delivery_gaps SET served_since = NULL");
        assertThat(repaired()).isZero();
        assertThat(open()).containsExactly(member.toString());

        sql.execute("UPDATE delivery_gaps SET served_since = now()");

        assertThat(repaired()).isEqualTo(1);
        assertThat(open()).containsExactly(member.toString());
    }

    @Test
    void manyGapsAreLookedAtInTurn() {
        sql.execute(
                "INSERT INTO delivery_gaps (connection_id, gap_since, served_since)"
                        + " SELECT gen_random_uuid(), now(), now() FROM generate_series(1, 1001)");

        GapPage first = done(() -> gaps.find(GapPage.START));
        GapPage second = done(() -> gaps.find(first.last()));

        assertThat(first.size()).isEqualTo(1000);
        assertThat(GapRepository.isLast(first)).isFalse();
        assertThat(second.size()).isEqualTo(1);
        assertThat(GapRepository.isLast(second)).isTrue();
        assertThat(done(() -> gaps.close(first))).isEqualTo(1000);
        assertThat(open()).containsExactly(second.last().toString());
    }

    /// A look, as the repair takes it.
    private int repaired() {
        GapPage page = done(() -> gaps.find(GapPage.START));
        if (page.size() == 0) {
            return 0;
        }
        int begun = done(this::begin);
        var _ = done(() -> gaps.close(page));
        return begun;
    }

    private Uni<Integer> begin() {
        Instant now = Instant.now();
        SyncWindow window = new SyncWindow(now, now.minusSeconds(60), now.plusSeconds(60), now);
        return gaps.find(GapPage.START).chain(page -> gaps.begin(page, window));
    }

    private static PageResult.GoesOn pageRead(String nextPageToken) {
        Place place = Place.START.pageRead(Instant.now(), nextPageToken);
        return new PageResult.GoesOn(
                new PageResult.Won(place, List.of("event"), 1, true), Duration.ZERO, null);
    }

    private SyncJob claimed() {
        return done(() -> jobs.claim(UUID.randomUUID())).orElseThrow();
    }

    private UUID member(String organization, String name) {
        return hosts.connect(
                "default", name, "https://api.calendly.com/users/" + name, organization);
    }

    private void pending(UUID connection, String beganAt) {
        sql.execute(
                "INSERT INTO sync_jobs (id, connection_id, kind, state, window_from, window_to, due_at, began_at, created_at)"
                        + " VALUES (gen_random_uuid(), ?, 'nightly', 'pending', now(), now(), now(), "
                        + beganAt
                        + ", now())",
                connection);
    }

    private void end(UUID connection, String state) {
        sql.execute(
                "UPDATE sync_jobs SET state = ?, finished_at = now()"
                        + " WHERE state = 'pending' AND connection_id = ?",
                state,
                connection);
    }

    private void status(UUID connection, String status) {
        sql.execute(
                "UPDATE calendar_connections SET status = ?, is_active = is_active AND ? = 'NEEDS_RECONNECT'"
                        + " WHERE id = ?",
                status,
                status,
                connection);
    }

    /// Of everybody who is in the organization.
    private void gap(String organization, String servedSince) {
        sql.execute(
                "INSERT INTO delivery_gaps (connection_id, gap_since, served_since)"
                        + " SELECT id, now() - interval '2 hours', "
                        + servedSince
                        + " FROM calendar_connections WHERE calendly_organization_uri = ?",
                organization);
    }

    private List<String> open() {
        return sql.column("SELECT connection_id FROM delivery_gaps");
    }

    private static <T> T done(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable failed) {
            throw new AssertionError(failed);
        }
    }
}
