package io.advicly.calendly.connection.organization;

import static java.util.stream.Collectors.joining;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/// The SQL of gaps. Every method joins its caller's transaction, after whatever locks the
/// organization's row. Times are the database's.
@ApplicationScoped
class DeliveryGapRepository implements PanacheRepositoryBase<OrganizationRow, String> {

    private static final String IDS = "CAST(CAST(:connections AS text) AS uuid[])";

    /// What was delivered until their subscription was last seen to be good arrived; a look that
    /// has failed since tells nothing. Whoever has been moved to another organization meanwhile is
    /// that one's to look after. In the connections' order, so that nobody waits for another in a
    /// circle.
    private static final String OPEN =
            """
            INSERT INTO delivery_gaps AS gap (connection_id, gap_since)
            SELECT c.id, coalesce((
                SELECT max(s.checked_at) FROM calendly_webhook_subscriptions s
                WHERE s.organization_uri = c.calendly_organization_uri AND s.is_active
                  AND (s.user_uri IS NULL OR s.user_uri = c.calendly_user_uri)),
              o.last_outcome_at, now())
            FROM calendar_connections c
              LEFT JOIN calendly_organizations o ON o.organization_uri = c.calendly_organization_uri
            WHERE c.id = ANY(%s) AND c.calendly_organization_uri = :organization
            ORDER BY c.id
            ON CONFLICT (connection_id) DO UPDATE SET served_since = NULL WHERE gap.served_since IS NOT NULL\
            """
                    .formatted(IDS);

    /// One that is still missing deliveries stays as it is; one that was not read yet has to be
    /// read by a sync that begins after this. A start that begins anew is none the more a gap.
    private static final String UNREAD_ANEW =
            """
            ON CONFLICT (connection_id) DO UPDATE SET served_since = now(),
              gap_since = CASE WHEN gap.gap_since = gap.served_since THEN now() ELSE gap.gap_since END
            WHERE gap.served_since IS NOT NULL\
            """;

    private static final String START_UNREAD =
            """
            INSERT INTO delivery_gaps AS gap (connection_id, gap_since, served_since)
            SELECT c.id, now(), now() FROM calendar_connections c WHERE c.id = ANY(%s) ORDER BY c.id
            %s\
            """
                    .formatted(IDS, UNREAD_ANEW);

    /// Whose start was stored since then may have been read before what serves them now did. A
    /// start has the time at which its transaction began, which may have ended after the look: none
    /// takes a minute.
    private static final String START_NEWCOMERS =
            """
            INSERT INTO delivery_gaps AS gap (connection_id, gap_since, served_since)
            SELECT c.id, now(), now() FROM calendar_connections c
            WHERE c.calendly_organization_uri = :organization AND c.status = 'ACTIVE'
              AND c.calendly_user_uri = coalesce(CAST(:account AS varchar), c.calendly_user_uri)
              AND EXISTS (SELECT FROM sync_jobs j
                WHERE j.connection_id = c.id AND j.kind = 'initial'
                  AND j.began_at >= CAST(:since AS timestamptz) - interval '1 minute')
            ORDER BY c.id
            %s\
            """
                    .formatted(UNREAD_ANEW);

    private static final String END =
            """
            UPDATE delivery_gaps SET served_since = now()
            WHERE served_since IS NULL AND connection_id = ANY(%s)
              AND EXISTS (SELECT FROM calendly_organizations
                WHERE organization_uri = :organization AND marks = settled_marks)\
            """
                    .formatted(IDS);

    Uni<Integer> open(String organizationUri, Set<UUID> connections) {
        return getSession().chain(session -> executeOpen(session, organizationUri, connections));
    }

    private static Uni<Integer> executeOpen(
            Mutiny.Session session, String organizationUri, Set<UUID> connections) {
        return session.createNativeQuery(OPEN)
                .setParameter("organization", organizationUri)
                .setParameter("connections", array(connections))
                .executeUpdate();
    }

    Uni<Integer> startUnread(Set<UUID> connections) {
        return getSession()
                .chain(session ->
                        session.createNativeQuery(START_UNREAD)
                                .setParameter("connections", array(connections))
                                .executeUpdate());
    }

    Uni<Integer> startNewcomers(
            String organizationUri, @Nullable String accountUri, Instant since) {
        return getSession()
                .chain(session ->
                        executeStartNewcomers(session, organizationUri, accountUri, since));
    }

    private static Uni<Integer> executeStartNewcomers(
            Mutiny.Session session,
            String organizationUri,
            @Nullable String accountUri,
            Instant since) {
        return session.createNativeQuery(START_NEWCOMERS)
                .setParameter("organization", organizationUri)
                .setParameter("account", accountUri)
                .setParameter("since", since)
                .executeUpdate();
    }

    Uni<Integer> end(String organizationUri, Set<UUID> connections) {
        return getSession().chain(session -> executeEnd(session, organizationUri, connections));
    }

    private static Uni<Integer> executeEnd(
            Mutiny.Session session, String organizationUri, Set<UUID> connections) {
        return session.createNativeQuery(END)
                .setParameter("organization", organizationUri)
                .setParameter("connections", array(connections))
                .executeUpdate();
    }

    /// One parameter, however many there are.
    private static String array(Set<UUID> ids) {
        return ids.stream().map(UUID::toString).collect(joining(",", "{", "}"));
    }
}
