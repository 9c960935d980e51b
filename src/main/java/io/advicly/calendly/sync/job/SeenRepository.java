package io.advicly.calendly.sync.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.advicly.calendly.platform.chain.Unis;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/// What pending syncs have seen: so that what is new can be told from what is read again, and in
/// the end what Calendly lists no more from what it lists. Every method joins its caller's
/// transaction.
@ApplicationScoped
public class SeenRepository implements PanacheRepositoryBase<SyncJobRow, UUID> {

    private static final String PAGE = "page ";

    /// Pages without events that come to something, as one after them may have events: not
    /// endlessly many.
    private static final int EMPTY_PAGES = 100;

    /// Nothing where somebody else has the job by now. A job that starts over begins anew.
    private static final String ADD =
            """
            WITH added AS (
              INSERT INTO sync_seen (job_id, began_at, what)
              SELECT j.id, j.began_at, said.what
              FROM sync_jobs j, jsonb_array_elements_text(CAST(CAST(:seen AS text) AS jsonb)) AS said (what)
              WHERE j.id = :job AND j.claim = :claim
                AND (said.what NOT LIKE '%1$s%%' OR %2$d > (
                  SELECT count(*) FROM sync_seen s
                  WHERE s.job_id = j.id AND s.began_at = j.began_at AND s.what LIKE '%1$s%%'))
              ON CONFLICT DO NOTHING RETURNING what)
            SELECT count(*), count(*) FILTER (WHERE what NOT LIKE '%1$s%%') FROM added\
            """
                    .formatted(PAGE, EMPTY_PAGES);

    /// Those that the sync has not seen: neither in the list nor one by one. What has changed since
    /// the sync began is known well enough.
    private static final String UNLISTED =
            """
            SELECT m.calendly_event_uri, m.start_time, j.meetings > 0
            FROM sync_jobs j JOIN meetings m ON m.connection_id = j.connection_id
            WHERE j.id = :job AND j.claim = :claim AND m.status = 'active'
              AND m.start_time BETWEEN j.window_from AND j.window_to AND m.updated_at < j.began_at
              AND NOT EXISTS (SELECT FROM sync_seen s
                WHERE s.job_id = j.id AND s.began_at = j.began_at AND s.what = m.calendly_event_uri)
            ORDER BY m.calendly_event_uri LIMIT :most\
            """;

    /// Those of these events that the sync has seen.
    private static final String AMONG =
            """
            SELECT s.what FROM sync_jobs j JOIN sync_seen s ON s.job_id = j.id AND s.began_at = j.began_at
            WHERE j.id = :job AND j.claim = :claim
              AND s.what IN (SELECT jsonb_array_elements_text(CAST(CAST(:events AS text) AS jsonb)))\
            """;

    private static final String FORGET = "DELETE FROM sync_seen WHERE job_id = :job";

    /// How many of those that were added are new.
    record New(int all, int events) {}

    /// A meeting that the sync has not seen.
    ///
    /// @param others whether it has seen others, so that lists are not just empty
    public record Unlisted(String uri, Instant start, boolean others) {}

    /// What a page without events is called.
    public static String page(@Nullable Instant since, @Nullable String token) {
        return PAGE + UUID.nameUUIDFromBytes((since + " " + token).getBytes(UTF_8));
    }

    Uni<New> add(SyncJob job, List<String> seen) {
        if (seen.isEmpty()) {
            return Unis.item(new New(0, 0));
        }
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        seen.forEach(all::add);
        return getSession()
                .chain(session -> executeAdd(session, all, job))
                .map(row -> new New(((Number) row[0]).intValue(), ((Number) row[1]).intValue()));
    }

    private static Uni<Object[]> executeAdd(Mutiny.Session session, ArrayNode all, SyncJob job) {
        return session.createNativeQuery(ADD, Object[].class)
                .setParameter("seen", all.toString())
                .setParameter("job", job.id())
                .setParameter("claim", job.claim())
                .getSingleResult();
    }

    Uni<List<String>> among(SyncJob job, List<String> events) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        events.forEach(all::add);
        return getSession().chain(session -> selectAmong(session, job, all));
    }

    private static Uni<List<String>> selectAmong(
            Mutiny.Session session, SyncJob job, ArrayNode events) {
        return session.createNativeQuery(AMONG, String.class)
                .setParameter("job", job.id())
                .setParameter("claim", job.claim())
                .setParameter("events", events.toString())
                .getResultList();
    }

    Uni<List<Unlisted>> unlisted(SyncJob job, int most) {
        return getSession()
                .chain(session -> selectUnlisted(session, job, most))
                .map(rows -> rows.stream().map(SeenRepository::unlistedFrom).toList());
    }

    private static Uni<List<Object[]>> selectUnlisted(
            Mutiny.Session session, SyncJob job, int most) {
        return session.createNativeQuery(UNLISTED, Object[].class)
                .setParameter("job", job.id())
                .setParameter("claim", job.claim())
                .setParameter("most", most)
                .getResultList();
    }

    private static Unlisted unlistedFrom(Object[] row) {
        return new Unlisted(
                (String) row[0], ((OffsetDateTime) row[1]).toInstant(), (Boolean) row[2]);
    }

    /// The sync has ended.
    Uni<Void> forget(SyncJob job) {
        return getSession()
                .chain(session ->
                        session.createNativeQuery(FORGET)
                                .setParameter("job", job.id())
                                .executeUpdate())
                .replaceWithVoid();
    }
}
