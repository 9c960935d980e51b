package io.advicly.calendly.connection.organization;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/// The SQL of marks. Every method joins its caller's transaction, in which it should come last: it
/// locks the organization's row.
@ApplicationScoped
class OrganizationRepository implements PanacheRepositoryBase<OrganizationRow, String> {

    private static final String MARK =
            """
            INSERT INTO calendly_organizations (organization_uri, due_at) VALUES (:organization, now())
            ON CONFLICT (organization_uri) DO UPDATE
            SET due_at = now(), marks = calendly_organizations.marks + 1, attempts = 0\
            """;

    /// One that nobody has looked at yet is no less waited for.
    private static final String MARK_WAITED_FOR =
            """
            INSERT INTO calendly_organizations (organization_uri, due_at) VALUES (:organization, now())
            ON CONFLICT (organization_uri) DO UPDATE
            SET due_at = now(), marks = calendly_organizations.marks + 1\
            """;

    /// What it waits for longer and longer is no other for it.
    private static final String MARK_OVERTAKEN =
            "UPDATE calendly_organizations SET due_at = now(), marks = marks + 1"
                    + " WHERE organization_uri = :organization";

    /// Leaves behind when that was, so that a run that is under way writes nothing older over it.
    private static final String FORGET_ACCOUNT =
            """
            UPDATE calendly_organizations SET anew_at = now(),
              accounts = accounts || jsonb_build_object(CAST(:account AS text), jsonb_build_object('consented', marks))
            WHERE organization_uri = :organization\
            """;

    private static final String FORGET_ALL =
            "UPDATE calendly_organizations SET accounts = '{}', anew_at = now(), anew_marks = marks"
                    + " WHERE organization_uri = :organization";

    /// A look that is older than a consent, or than what an operator asked for, tells no more until
    /// when something waits. Earlier versions noted a refusal of the account, not of each grant.
    /// Deliveries are missed since whoever has missed them longest; a start that was not read yet
    /// is a gap that has ended as it began: nothing was missed.
    private static final String STATUS =
            """
            SELECT c.id, o.due_at,
              CASE WHEN o.anew_at IS NULL OR o.anew_at <= CAST(o.seen ->> 'at' AS timestamptz)
                THEN CAST(o.seen -> 'waits' ->> CAST(c.id AS text) AS timestamptz) END AS waits_until,
              (SELECT min(g.gap_since) FROM delivery_gaps g JOIN calendar_connections m ON m.id = g.connection_id
                WHERE m.calendly_organization_uri = o.organization_uri
                  AND (g.served_since IS NULL OR m.status = 'ACTIVE' AND g.served_since > g.gap_since)) AS gap_since,
              o.last_outcome,
              coalesce(known -> 'grants' -> CAST(c.id AS text) ->> 'refusal', known ->> 'refusal') AS refusal
            FROM unnest(CAST(CAST(:connections AS text) AS uuid[])) AS asked (id)
            JOIN calendar_connections c ON c.id = asked.id
            JOIN calendly_organizations o ON o.organization_uri = c.calendly_organization_uri
            CROSS JOIN LATERAL (SELECT o.accounts -> c.calendly_user_uri AS known) AS k\
            """;

    /// How the organizations of connections are coming on, by connection; nothing of those that are
    /// in none that is known.
    Uni<Map<UUID, OrganizationStatus>> status(Collection<UUID> connections) {
        return getSession()
                .chain(session ->
                        session.createNativeQuery(STATUS, Object[].class)
                                .setParameter("connections", array(connections))
                                .getResultList())
                .map(OrganizationRepository::statusById);
    }

    private static Map<UUID, OrganizationStatus> statusById(List<Object[]> rows) {
        return rows.stream().collect(toMap(row -> (UUID) row[0], OrganizationRepository::status));
    }

    private static OrganizationStatus status(Object[] row) {
        return new OrganizationStatus(
                instant(row[1]),
                instant(row[2]),
                instant(row[3]),
                (String) row[4],
                (String) row[5]);
    }

    private static @Nullable Instant instant(@Nullable Object time) {
        return time == null ? null : ((OffsetDateTime) time).toInstant();
    }

    private static String array(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).collect(joining(",", "{", "}"));
    }

    Uni<Integer> mark(String organizationUri) {
        return run(MARK, organizationUri);
    }

    Uni<Integer> markWaitedFor(String organizationUri) {
        return run(MARK_WAITED_FOR, organizationUri);
    }

    Uni<Integer> markOvertaken(String organizationUri) {
        return run(MARK_OVERTAKEN, organizationUri);
    }

    Uni<Integer> forgetAll(String organizationUri) {
        return run(FORGET_ALL, organizationUri);
    }

    Uni<Integer> forgetAccount(String organizationUri, String accountUri) {
        return getSession()
                .chain(session -> executeForgetAccount(session, organizationUri, accountUri));
    }

    private static Uni<Integer> executeForgetAccount(
            Mutiny.Session session, String organizationUri, String accountUri) {
        return session.createNativeQuery(FORGET_ACCOUNT)
                .setParameter("organization", organizationUri)
                .setParameter("account", accountUri)
                .executeUpdate();
    }

    private Uni<Integer> run(String sql, String organizationUri) {
        return getSession()
                .chain(session ->
                        session.createNativeQuery(sql)
                                .setParameter("organization", organizationUri)
                                .executeUpdate());
    }
}
