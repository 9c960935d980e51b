package io.advicly.calendly.connection.organization;

import io.advicly.calendly.connection.LinkedAccount;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
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
    private static final String REFUSAL =
            """
            SELECT coalesce(known -> 'grants' -> CAST(:connection AS text) ->> 'refusal', known ->> 'refusal'), waits
            FROM (SELECT accounts -> CAST(:account AS text) AS known,
                CASE WHEN anew_at IS NULL OR anew_at <= CAST(seen ->> 'at' AS timestamptz)
                  THEN CAST(seen -> 'waits' ->> CAST(:connection AS text) AS timestamptz) END AS waits
              FROM calendly_organizations WHERE organization_uri = :organization) AS o\
            """;

    /// @param words what Calendly said when it refused something with the connection's grant
    /// @param waitsUntil before then nothing is tried for the connection
    record Refusal(@Nullable String words, @Nullable Instant waitsUntil) {}

    /// What the controller has written down of what Calendly refuses.
    Uni<Refusal> refusal(LinkedAccount account, UUID connection) {
        return getSession()
                .chain(session ->
                        session.createNativeQuery(REFUSAL, Object[].class)
                                .setParameter("organization", account.organizationUri())
                                .setParameter("account", account.uri())
                                .setParameter("connection", connection.toString())
                                .getSingleResult())
                .map(row ->
                        new Refusal(
                                (String) row[0],
                                row[1] == null ? null : ((OffsetDateTime) row[1]).toInstant()));
    }

    Uni<Integer> mark(String organizationUri) {
        return run(MARK, organizationUri);
    }

    Uni<Integer> forgetAll(String organizationUri) {
        return run(FORGET_ALL, organizationUri);
    }

    Uni<Integer> forgetAccount(String organizationUri, String accountUri) {
        return getSession()
                .chain(session ->
                        session.createNativeQuery(FORGET_ACCOUNT)
                                .setParameter("organization", organizationUri)
                                .setParameter("account", accountUri)
                                .executeUpdate());
    }

    private Uni<Integer> run(String sql, String organizationUri) {
        return getSession()
                .chain(session ->
                        session.createNativeQuery(sql)
                                .setParameter("organization", organizationUri)
                                .executeUpdate());
    }
}
