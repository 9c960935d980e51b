package io.advicly.calendly.meeting.stream;

import static java.util.stream.Collectors.groupingBy;

import io.advicly.calendly.meeting.store.InviteePage;
import io.advicly.calendly.meeting.view.MeetingView;
import io.advicly.calendly.platform.batch.BatchLimits;
import io.advicly.calendly.platform.batch.BatchWork;
import io.advicly.calendly.platform.batch.Batcher;
import io.advicly.calendly.security.identity.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/// Reads what streams have to say next: those that are woken while a statement is under way share
/// the next one. A delivery wakes the streams of one user, and a transaction for each of them would
/// cost more than projecting it.
@ApplicationScoped
public class FeedReads implements BatchWork<FeedReads.Place, List<FeedReads.Change>> {

    /// How much is read for one stream at once, and hence kept for a client that takes its time.
    static final int PAGE = 100;

    private static final BatchLimits LIMITS =
            new BatchLimits(
                    Integer.MAX_VALUE,
                    Long.MAX_VALUE,
                    64,
                    Long.MAX_VALUE,
                    2,
                    32,
                    Duration.ofSeconds(10));

    /// What [MeetingView] is made of, of a meeting `m`.
    public static final String MEETING =
            """
            m.id, m.calendly_event_uri, m.name, m.status, m.status_raw,
                   m.start_time, m.end_time, CAST(m.location AS text) AS location,
                   CAST(m.hosts AS text) AS hosts, CAST(m.details AS text) AS details, m.updated_at,
                   CAST((SELECT json_agg(json_build_object(
                             'uri', i.calendly_invitee_uri, 'name', i.name, 'email', i.email, 'timezone', i.timezone,
                             'status', i.status, 'status_raw', i.status_raw, 'rescheduled', i.rescheduled,
                             'old_invitee', i.old_invitee, 'new_invitee', i.new_invitee,
                             'no_show', i.no_show, 'no_show_since', i.no_show_since, 'details', i.details,
                             'cancellation', i.cancellation,
                             'questions_and_answers', i.questions_and_answers, 'tracking', i.tracking,
                             'created_at', i.created_at)
                           ORDER BY i.created_at, i.calendly_invitee_uri)
                         FROM (SELECT * FROM meeting_invitees WHERE meeting_id = m.id
                               ORDER BY created_at, calendly_invitee_uri LIMIT %d) AS i) AS text) AS invitees\
            """
                    .formatted(InviteePage.FIRST + 1);

    /// A look into the indexes for each stream, change and meeting: a plan made while the tables
    /// were small, and kept, must not read all of them when they have grown. A meeting is looked
    /// for by its id alone, and whose it is compared afterwards: else such a plan may look through
    /// all meetings of the user for each.
    private static final String AFTER =
            """
            SELECT asked.stream, changed.change_id, %s
            FROM unnest($1::varchar[], $2::varchar[], $3::bigint[])
              WITH ORDINALITY AS asked (tenant_id, user_id, place, stream)
            CROSS JOIN LATERAL (
              SELECT c.meeting_id, c.change_id FROM meeting_changes c
              WHERE c.tenant_id = asked.tenant_id AND c.user_id = asked.user_id
                AND c.change_id > asked.place
              ORDER BY c.change_id LIMIT %d) AS changed
            CROSS JOIN LATERAL (
              SELECT * FROM meetings WHERE id = changed.meeting_id OFFSET 0) AS m
            WHERE m.tenant_id = asked.tenant_id AND m.user_id = asked.user_id
            ORDER BY asked.stream, changed.change_id\
            """
                    .formatted(MEETING, PAGE);

    private final Pool pool;
    private final Batcher<Place, List<Change>> batcher = new Batcher<>(LIMITS, this);

    FeedReads(Pool pool) {
        this.pool = pool;
    }

    /// How far a stream has got.
    record Place(Caller caller, long id) {}

    /// A meeting as it is now, at the place of its latest change.
    public record Change(long id, MeetingView meeting) {}

    /// What changed for this caller after `id`, in order, at most [#PAGE].
    public Uni<List<Change>> after(Caller caller, long id) {
        return batcher.submit(new Place(caller, id), 0);
    }

    @Override
    public Uni<List<List<Change>>> apply(List<Place> places) {
        return pool.preparedQuery(AFTER)
                .execute(parameters(places))
                .map(rows -> changesOfEach(places.size(), rows));
    }

    private static List<List<Change>> changesOfEach(int streams, RowSet<Row> rows) {
        Map<Long, List<Row>> byStream =
                StreamSupport.stream(rows.spliterator(), false)
                        .collect(groupingBy(row -> row.getLong("stream")));
        return IntStream.rangeClosed(1, streams)
                .mapToObj(stream -> changes(byStream.getOrDefault((long) stream, List.of())))
                .toList();
    }

    private static Tuple parameters(List<Place> places) {
        return Tuple.newInstance(
                io.vertx.sqlclient.Tuple.of(
                        places.stream()
                                .map(place -> place.caller().tenantId())
                                .toArray(String[]::new),
                        places.stream()
                                .map(place -> place.caller().userId())
                                .toArray(String[]::new),
                        places.stream().map(Place::id).toArray(Long[]::new)));
    }

    private static List<Change> changes(List<Row> rows) {
        return rows.stream()
                .map(row -> new Change(row.getLong("change_id"), MeetingView.of(row)))
                .toList();
    }
}
