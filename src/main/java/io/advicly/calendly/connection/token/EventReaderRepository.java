package io.advicly.calendly.connection.token;

import io.advicly.calendly.connection.ConnectionRow;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/// Whose grants are asked for an event, and in which order.
@ApplicationScoped
class EventReaderRepository implements PanacheRepositoryBase<ConnectionRow, UUID> {

    /// Hosts are those who have the meeting. What is known of roles may be old: that is no reason
    /// to ask somebody else first.
    private static final String READERS =
            """
            SELECT c.id FROM calendar_connections c
            LEFT JOIN calendly_organizations o ON o.organization_uri = c.calendly_organization_uri
            WHERE c.refresh_token IS NOT NULL
              AND (c.id = CAST(NULLIF(CAST(:carrier AS text), '') AS uuid)
                   OR (c.calendly_organization_uri = :organization AND c.is_active
                       AND c.status = 'ACTIVE'))
            ORDER BY EXISTS (SELECT FROM meetings m
                             WHERE m.connection_id = c.id AND m.calendly_event_uri = :event) DESC,
              c.id IS NOT DISTINCT FROM CAST(NULLIF(CAST(:carrier AS text), '') AS uuid) DESC,
              COALESCE(o.accounts -> c.calendly_user_uri ->> 'role' = 'ADMIN', false) DESC, c.id
            LIMIT :most\
            """;

    @WithTransaction
    Uni<List<UUID>> readers(
            String organizationUri, String eventUri, @Nullable UUID carrier, int most) {
        return getSession()
                .chain(session -> selectReaders(session, organizationUri, eventUri, carrier, most));
    }

    private static Uni<List<UUID>> selectReaders(
            Mutiny.Session session,
            String organizationUri,
            String eventUri,
            @Nullable UUID carrier,
            int most) {
        return session.createNativeQuery(READERS, UUID.class)
                .setParameter("organization", organizationUri)
                .setParameter("event", eventUri)
                .setParameter("carrier", carrier == null ? "" : carrier.toString())
                .setParameter("most", most)
                .getResultList();
    }
}
