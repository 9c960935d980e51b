package io.advicly.calendly.sync.read;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.advicly.calendly.connection.LinkedAccount;
import io.advicly.calendly.sync.job.SyncJobRow;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/// Tells which events are another organization's, where Calendly lists all of a user's: those of
/// former employers too. Events do not name their organization (docs/calendly-api.md 1.11): whoever
/// else hosts one, or has it as a meeting here, is known to belong to another one.
@ApplicationScoped
class ForeignEvents implements PanacheRepositoryBase<SyncJobRow, UUID> {

    private static final String FOREIGN =
            """
            SELECT DISTINCT said.uri
            FROM jsonb_to_recordset(CAST(CAST(:events AS text) AS jsonb)) AS said (uri text, host text)
            WHERE EXISTS (SELECT FROM calendar_connections c
                WHERE c.calendly_user_uri = said.host AND said.host <> :me AND c.is_active
                  AND c.calendly_organization_uri <> :organization)
              OR EXISTS (SELECT FROM meetings m JOIN calendar_connections c ON c.id = m.connection_id
                WHERE m.calendly_event_uri = said.uri AND c.calendly_user_uri <> :me
                  AND c.calendly_organization_uri <> :organization)\
            """;

    /// The URIs of those that are.
    @WithTransaction
    Uni<Set<String>> among(List<ScheduledEvent> events, LinkedAccount account) {
        ArrayNode said = JsonNodeFactory.instance.arrayNode();
        for (ScheduledEvent event : events) {
            for (ScheduledEvent.Host host : event.hosts()) {
                said.addObject().put("uri", event.uri()).put("host", host.uri());
            }
        }
        return getSession()
                .chain(session -> selectForeign(session, said, account))
                .map(Set::copyOf);
    }

    private static Uni<List<String>> selectForeign(
            Mutiny.Session session, ArrayNode said, LinkedAccount account) {
        return session.createNativeQuery(FOREIGN, String.class)
                .setParameter("events", said.toString())
                .setParameter("me", account.uri())
                .setParameter("organization", account.organizationUri())
                .getResultList();
    }
}
