package io.advicly.calendly.subscription.claim;

import static java.util.stream.Collectors.joining;

import io.advicly.calendly.platform.claims.Replica;
import io.advicly.calendly.subscription.SubscriptionSettings;
import io.advicly.calendly.subscription.knowledge.OrganizationClaim;
import io.advicly.calendly.subscription.record.CallbackUrls;
import io.advicly.calendly.subscription.record.SubscriptionRow;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/// The SQL of claims. All times are the database's. Every method joins its caller's transaction.
@ApplicationScoped
class OrganizationClaimRepository implements PanacheRepositoryBase<SubscriptionRow, UUID> {

    /// A claim is renewed several times before it ends; a process that dies loses it sooner.
    private static final String LENGTH = "interval '8 seconds'";

    private static final String CLAIM =
            "UPDATE calendly_organizations SET claim = :claim, claimed_by = CAST(:replica AS bigint),"
                    + " claimed_until = now() + "
                    + LENGTH
                    + " WHERE organization_uri = (SELECT organization_uri FROM calendly_organizations"
                    + " WHERE %s AND (claimed_until IS NULL OR claimed_until <= now() OR "
                    + Replica.isDead("claimed_by")
                    + ") ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)"
                    + " RETURNING organization_uri, marks, attempts, now(), anew_at,"
                    + " CAST(accounts AS text), coalesce(asked_for <> :asked, false)";

    private static final String CLAIM_DUE = CLAIM.formatted("due_at <= now()");
    private static final String CLAIM_ONE = CLAIM.formatted("organization_uri = :organization");

    private static final String RENEW =
            "UPDATE calendly_organizations SET claimed_by = CAST(:replica AS bigint), claimed_until = now() + "
                    + LENGTH
                    + " WHERE organization_uri = :organization AND claim = :claim";

    /// A mark that was made during the run makes the organization due again at once, and has
    /// counted the attempts anew where it tells of something new. What the run has learned is kept,
    /// or a wave of consents would have everybody asked again each time; but not of who has
    /// consented since, nor after everything was forgotten. What is left undone because a token is
    /// refused is tried as soon as a new one may be made. What is asked for by now has been asked
    /// for anew since the claim.
    private static final String SETTLE =
            """
            UPDATE calendly_organizations SET
              claim = NULL, claimed_by = NULL, claimed_until = NULL, settled_marks = :marks,
              attempts = CASE WHEN NOT :undone THEN 0 WHEN marks = :marks THEN attempts + 1 ELSE attempts END,
              due_at = CASE WHEN marks > :marks THEN now()
                            ELSE least(now() + CAST(:millis AS bigint) * interval '1 millisecond', (
                              SELECT min(token_retry_at) FROM calendar_connections
                              WHERE :undone AND calendly_organization_uri = :organization
                                AND token_retry_at > now() AND consent_refused = 'token'
                                AND status IN ('ACTIVE', 'CONNECTING', 'CLOSING'))) END,
              accounts = CASE WHEN anew_marks > :marks THEN accounts
                ELSE CAST(CAST(:accounts AS text) AS jsonb) || (
                  SELECT coalesce(jsonb_object_agg(uri, known), '{}') FROM jsonb_each(accounts) AS a(uri, known)
                  WHERE CAST(known ->> 'consented' AS bigint) > :marks) END,
              seen = CAST(CAST(:seen AS text) AS jsonb),
              needed_grants = CAST(CAST(:needed AS text) AS uuid[]),
              anew_at = CASE WHEN asked_for <> :asked THEN greatest(anew_at, CAST(:now AS timestamptz)) ELSE anew_at END,
              asked_for = :asked,
              last_outcome = :outcome, last_outcome_at = now()
            WHERE organization_uri = :organization AND claim = :claim\
            """;

    /// What a run before has left is known as long as nobody has marked the organization since.
    private static final String RELEASE =
            """
            UPDATE calendly_organizations SET claim = NULL, claimed_by = NULL, claimed_until = NULL, settled_marks = :marks,
              needed_grants = CASE WHEN settled_marks = :marks THEN needed_grants END,
              attempts = CASE WHEN marks > :marks THEN attempts ELSE attempts + 1 END,
              due_at = CASE WHEN marks > :marks THEN now()
                            ELSE now() + CAST(:millis AS bigint) * interval '1 millisecond' END,
              last_outcome = :outcome, last_outcome_at = now()
            WHERE organization_uri = :organization AND claim = :claim\
            """;

    private static final String MARKS =
            "SELECT marks FROM calendly_organizations WHERE organization_uri = :organization";

    private static final String SEEN =
            "SELECT settled_marks >= :marks FROM calendly_organizations WHERE organization_uri ="
                    + " :organization";

    private final Replica replica;
    private final String asked;

    OrganizationClaimRepository(Replica replica, SubscriptionSettings settings, CallbackUrls urls) {
        this.replica = replica;
        this.asked = urls.asked(settings.events());
    }

    Uni<Optional<OrganizationClaim>> claimDue() {
        return claim(CLAIM_DUE, null);
    }

    Uni<Optional<OrganizationClaim>> claim(String organizationUri) {
        return claim(CLAIM_ONE, organizationUri);
    }

    private Uni<Optional<OrganizationClaim>> claim(String sql, @Nullable String organizationUri) {
        UUID claim = UUID.randomUUID();
        return getSession()
                .chain(session -> executeClaim(session, sql, claim, organizationUri))
                .map(row -> Optional.ofNullable(row).map(it -> claimed(it, claim)));
    }

    private Uni<Object[]> executeClaim(
            Mutiny.Session session, String sql, UUID claim, @Nullable String organizationUri) {
        var query =
                session.createNativeQuery(sql, Object[].class)
                        .setParameter("claim", claim)
                        .setParameter("asked", asked)
                        .setParameter("replica", replica.claimant());
        return (organizationUri == null
                        ? query
                        : query.setParameter("organization", organizationUri))
                .getSingleResultOrNull();
    }

    private static OrganizationClaim claimed(Object[] row, UUID claim) {
        OrganizationClaim claimed =
                new OrganizationClaim(
                        (String) row[0],
                        claim,
                        ((Number) row[1]).longValue(),
                        ((Number) row[2]).intValue(),
                        Objects.requireNonNull(time(row[3])),
                        time(row[4]),
                        OrganizationClaim.accounts((String) row[5]));
        return (boolean) row[6] ? claimed.askingAnew() : claimed;
    }

    private static @Nullable Instant time(@Nullable Object column) {
        return column == null ? null : ((OffsetDateTime) column).toInstant();
    }

    /// @return false when somebody else has it by now
    Uni<Boolean> renew(OrganizationClaim claim) {
        return getSession().chain(session -> executeRenew(session, claim)).map(rows -> rows == 1);
    }

    private Uni<Integer> executeRenew(Mutiny.Session session, OrganizationClaim claim) {
        return session.createNativeQuery(RENEW)
                .setParameter("replica", replica.claimant())
                .setParameter("organization", claim.organizationUri())
                .setParameter("claim", claim.claim())
                .executeUpdate();
    }

    Uni<Boolean> settle(OrganizationClaim claim, OrganizationSettlement end) {
        return getSession()
                .chain(session -> executeSettle(session, claim, end))
                .map(rows -> rows == 1);
    }

    private Uni<Integer> executeSettle(
            Mutiny.Session session, OrganizationClaim claim, OrganizationSettlement end) {
        return session.createNativeQuery(SETTLE)
                .setParameter("organization", claim.organizationUri())
                .setParameter("claim", claim.claim())
                .setParameter("marks", claim.marks())
                .setParameter("now", claim.now())
                .setParameter("asked", asked)
                .setParameter("undone", end.undone())
                .setParameter("millis", millis(end.untilNext()))
                .setParameter("accounts", end.accounts())
                .setParameter("seen", end.seen())
                .setParameter("needed", array(end.needed()))
                .setParameter("outcome", end.outcome())
                .executeUpdate();
    }

    /// A run that came to nothing.
    Uni<Boolean> release(OrganizationClaim claim, Duration untilNext, String outcome) {
        return getSession()
                .chain(session -> executeRelease(session, claim, untilNext, outcome))
                .map(rows -> rows == 1);
    }

    private static Uni<Integer> executeRelease(
            Mutiny.Session session, OrganizationClaim claim, Duration untilNext, String outcome) {
        return session.createNativeQuery(RELEASE)
                .setParameter("organization", claim.organizationUri())
                .setParameter("claim", claim.claim())
                .setParameter("marks", claim.marks())
                .setParameter("millis", untilNext.toMillis())
                .setParameter("outcome", outcome)
                .executeUpdate();
    }

    /// How often the organization was marked; zero for one that nobody knows.
    Uni<Long> marks(String organizationUri) {
        return getSession()
                .chain(session ->
                        session.createNativeQuery(MARKS, Long.class)
                                .setParameter("organization", organizationUri)
                                .getSingleResultOrNull())
                .map(marks -> marks == null ? 0 : marks);
    }

    /// Whether a run that began after so many marks has ended.
    Uni<Boolean> hasSeen(String organizationUri, long marks) {
        return getSession()
                .chain(session -> selectSeen(session, organizationUri, marks))
                .map(seen -> seen == null || seen);
    }

    private static Uni<Boolean> selectSeen(
            Mutiny.Session session, String organizationUri, long marks) {
        return session.createNativeQuery(SEEN, Boolean.class)
                .setParameter("organization", organizationUri)
                .setParameter("marks", marks)
                .getSingleResultOrNull();
    }

    private static String array(Set<UUID> ids) {
        return ids.stream().map(UUID::toString).collect(joining(",", "{", "}"));
    }

    private static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }
}
