package io.advicly.calendly.feed;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/// The SQL of appending. Joins its caller's transaction.
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

    /// @param drafts a JSON array
    Uni<Integer> add(String drafts) {
        return getSession()
                .flatMap(session ->
                        session.createNativeQuery(ADD)
                                .setParameter("drafts", drafts)
                                .executeUpdate());
    }
}
