package io.advicly.calendly.feed.write;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/// The SQL of whoever writes in its own transaction. Every method joins it.
@ApplicationScoped
class DraftRepository implements PanacheRepositoryBase<DraftRow, Long> {

    /// Sorted before the ids are given: those of one subject keep their order.
    private static final String ADD =
            """
            INSERT INTO event_drafts
              (tenant_id, user_id, connection_id, type, subject, created_at, data)
            SELECT draft ->> 'tenant_id', draft ->> 'user_id',
              CAST(draft ->> 'connection_id' AS uuid), draft ->> 'type', draft ->> 'subject',
              CAST(draft ->> 'created_at' AS timestamptz), nullif(draft -> 'data', 'null')
            FROM jsonb_array_elements(CAST(CAST(:drafts AS text) AS jsonb))
              WITH ORDINALITY AS given (draft, place)
            ORDER BY place\
            """;

    private static final String RENDER =
            "UPDATE event_drafts SET data = CAST(CAST(:data AS text) AS jsonb) WHERE id = :id AND data IS NULL";

    private static final String ALONE = "SELECT CAST(id AS text) FROM event_feed FOR UPDATE";

    private static final String RETELL =
            """
            UPDATE events SET data = given.value
            FROM (SELECT key, value FROM jsonb_each(CAST(CAST(:data AS text) AS jsonb)) OFFSET 0) AS given
            WHERE subject = given.key\
            """;

    /// A page of a tenant's events: a statement looks at no more than that.
    private static final String MENTIONING =
            """
            SELECT CAST(position AS text), CASE WHEN type LIKE 'meeting.%%'
              AND calendly_mentions(CAST(data AS text), :plain, :encoded) THEN subject END
            FROM (SELECT position, type, subject, data FROM events
                  WHERE tenant_id = :tenant AND position > :after ORDER BY position LIMIT %d) AS page
            ORDER BY position\
            """
                    .formatted(Feed.PAGE);

    Uni<Integer> render(long id, String data) {
        return getSession().flatMap(session -> executeRender(session, id, data));
    }

    private static Uni<Integer> executeRender(Mutiny.Session session, long id, String data) {
        return session.createNativeQuery(RENDER)
                .setParameter("data", data)
                .setParameter("id", id)
                .executeUpdate();
    }

    /// Until the transaction ends nothing gets into the feed.
    Uni<List<String>> alone() {
        return getSession()
                .flatMap(session -> session.createNativeQuery(ALONE, String.class).getResultList());
    }

    /// @param data a JSON object: what each subject is now
    Uni<Integer> retell(String data) {
        return getSession()
                .flatMap(session ->
                        session.createNativeQuery(RETELL)
                                .setParameter("data", data)
                                .executeUpdate());
    }

    /// @param drafts a JSON array
    Uni<Integer> add(String drafts) {
        return getSession()
                .flatMap(session ->
                        session.createNativeQuery(ADD)
                                .setParameter("drafts", drafts)
                                .executeUpdate());
    }

    /// @return position and subject of each; null for the subject of one that does not
    Uni<List<Object[]>> mentioning(String tenant, String plain, String encoded, long after) {
        return getSession()
                .flatMap(session -> selectMentioning(session, tenant, plain, encoded, after));
    }

    private static Uni<List<Object[]>> selectMentioning(
            Mutiny.Session session, String tenant, String plain, String encoded, long after) {
        return session.createNativeQuery(MENTIONING, Object[].class)
                .setParameter("tenant", tenant)
                .setParameter("plain", plain)
                .setParameter("encoded", encoded)
                .setParameter("after", after)
                .getResultList();
    }
}
