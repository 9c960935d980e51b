package io.advicly.calendly.subscription.record;

import static java.util.stream.Collectors.toSet;

import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import io.advicly.calendly.connection.LinkedAccount;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.subscription.knowledge.OrganizationClaim;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/// The SQL of subscriptions. Every method joins its caller's transaction; times are the database's.
@ApplicationScoped
public class SubscriptionRepository implements PanacheRepositoryBase<SubscriptionRow, UUID> {

    private static final String OWNER =
            "organization_uri = :organization AND scope = :scope AND user_uri IS NOT DISTINCT FROM"
                    + " CAST(:user AS varchar)";

    /// A process that has stood still may have lost the organization to another without knowing:
    /// two that intend at once would have two subscriptions created. Locked, so that nobody claims
    /// it, and looks, before what is intended can be seen.
    private static final String CLAIMED =
            """
            WITH claimed AS MATERIALIZED (
              SELECT FROM calendly_organizations WHERE organization_uri = :organization AND claim = :claim FOR SHARE)
            """;

    private static final String INTEND =
            CLAIMED
                    + """
                    INSERT INTO calendly_webhook_subscriptions
                      (id, organization_uri, scope, user_uri, url_token, webhook_signing_key,
                       carrier_connection_id, state, looked_at, create_sent_at, created_at, updated_at)
                    SELECT :id, :organization, :scope, CAST(:user AS varchar), :token, :key, :carrier, 'PENDING',
                           :seen, now(), now(), now() FROM claimed\
                    """;

    /// An earlier refusal ends with the decision to ask again: only a new one is waited for, also
    /// where this attempt is never answered. Where all before are answered it begins anew.
    private static final String INTEND_AGAIN =
            CLAIMED
                    + """
                    UPDATE calendly_webhook_subscriptions
                    SET state = 'PENDING', carrier_connection_id = :carrier, create_sent_at = now(),
                        created_at = CASE WHEN create_sent_at IS NULL THEN now() ELSE created_at END,
                        looked_at = CASE WHEN create_sent_at IS NULL THEN :seen
                                         ELSE least(coalesce(looked_at, checked_at), :seen) END,
                        next_check_at = NULL, updated_at = now()
                    FROM claimed WHERE id = :id\
                    """;

    private static final String DEACTIVATE_OTHERS =
            "UPDATE calendly_webhook_subscriptions SET is_active = false, updated_at = now() WHERE "
                    + OWNER
                    + " AND is_active AND id <> :id";

    /// What is known answers the call that was sent last. Where another one, before it, has not
    /// been answered, that may still arrive, and is carried out where its address is free.
    private static final String OTHERS_SENT =
            "CASE WHEN create_sent_at > created_at THEN create_sent_at END";

    private static final String ARRIVED = "create_sent_at = " + OTHERS_SENT;

    private static final String ACTIVATE =
            """
            UPDATE calendly_webhook_subscriptions
            SET state = 'ACTIVE', is_active = true, webhook_subscription_uri = :uri,
                carrier_connection_id = :carrier, %s, last_error = NULL,
                next_check_at = NULL, checked_at = now(), updated_at = now(),
                retry_started_at = CAST(:retrying AS timestamptz)
            WHERE id = :id\
            """
                    .formatted(ARRIVED);

    private static final String UNSERVED_AT =
            """
            SELECT CASE WHEN webhook_subscription_uri IS NULL THEN least(coalesce(looked_at, checked_at), created_at)
                        ELSE coalesce(checked_at, created_at) END
            FROM calendly_webhook_subscriptions WHERE id = :id\
            """;

    /// What was active and is as it was has only been looked at.
    private static final String CHECKED =
            """
            UPDATE calendly_webhook_subscriptions
            SET checked_at = now(), retry_started_at = CAST(:retrying AS timestamptz)
            WHERE id = :id AND is_active AND state = 'ACTIVE' AND webhook_subscription_uri = :uri
              AND carrier_connection_id = :carrier\
            """;

    private static final String RECOGNISE =
            """
            UPDATE calendly_webhook_subscriptions
            SET state = 'ACTIVE', webhook_subscription_uri = :uri, %s, last_error = NULL,
                next_check_at = NULL, checked_at = now(), updated_at = now()
            WHERE id = :id AND state = 'PENDING' AND webhook_subscription_uri IS NULL\
            """
                    .formatted(ARRIVED);

    private static String turned(String createSentAt) {
        return """
        UPDATE calendly_webhook_subscriptions
        SET state = :state, is_active = false, last_error = :error, create_sent_at = %s,
            next_check_at = now() + CAST(:millis AS bigint) * interval '1 millisecond',
            checked_at = now(), updated_at = now()
        WHERE id = :id\
        """
                .formatted(createSentAt);
    }

    /// What no living connection may carry any more, in other organizations than its own. What an
    /// account has there needs its grant where nobody else has one of the same account. That a row
    /// is there says nothing: it may be all that somebody has who stays, or a refusal. It counts
    /// until the other organization was looked at, and then as long as that has something to do.
    private static final String ELSEWHERE =
            """
            SELECT c.id, s.organization_uri
            FROM calendar_connections c
            JOIN calendly_webhook_subscriptions s
              ON s.organization_uri <> :organization AND s.state NOT IN ('DELETED', 'ORPHANED')
             AND (s.carrier_connection_id = c.id OR s.user_uri = c.calendly_user_uri AND NOT EXISTS (
               SELECT FROM calendar_connections other
               WHERE other.calendly_user_uri = c.calendly_user_uri AND other.id <> c.id
                 AND other.calendly_organization_uri = s.organization_uri
                 AND other.status IN ('CONNECTING', 'ACTIVE') AND other.refresh_token IS NOT NULL))
            LEFT JOIN calendly_organizations o ON o.organization_uri = s.organization_uri
            WHERE c.id IN (:connections)
              AND (o.needed_grants IS NULL OR o.marks > o.settled_marks OR c.id = ANY(o.needed_grants))\
            """;

    /// Rows of the organization that mean something.
    Uni<List<SubscriptionRow>> held(String organizationUri) {
        return list(
                "organizationUri = ?1 and state <> ?2 order by createdAt, id",
                organizationUri,
                SubscriptionState.DELETED);
    }

    /// Connections that something in another organization hangs on, and the organization.
    public Uni<Map<UUID, String>> elsewhere(String organizationUri, Set<UUID> connections) {
        return connections.isEmpty()
                ? Unis.item(Map.of())
                : getSession()
                        .chain(session -> selectElsewhere(session, organizationUri, connections))
                        .map(SubscriptionRepository::organizationById);
    }

    private static Uni<List<Object[]>> selectElsewhere(
            Mutiny.Session session, String organizationUri, Set<UUID> connections) {
        return session.createNativeQuery(ELSEWHERE, Object[].class)
                .setParameter("organization", organizationUri)
                .setParameter("connections", connections)
                .getResultList();
    }

    private static Map<UUID, String> organizationById(List<Object[]> rows) {
        return rows.stream()
                .collect(
                        Collectors.toMap(
                                row -> (UUID) row[0], row -> (String) row[1], (one, other) -> one));
    }

    /// What serves these accounts: their organizations' subscriptions or their own, the active one
    /// of each first.
    Uni<List<SubscriptionRow>> serving(Collection<LinkedAccount> accounts) {
        return list(
                "organizationUri in ?1 and (userUri is null or userUri in ?2) and state not in ?3"
                        + " order by isActive desc, updatedAt desc",
                accounts.stream().map(LinkedAccount::organizationUri).collect(toSet()),
                accounts.stream().map(LinkedAccount::uri).collect(toSet()),
                List.of(SubscriptionState.DELETED, SubscriptionState.ORPHANED));
    }

    /// The row as the database has it now: statements have changed it behind the session's back.
    Uni<SubscriptionRow> fresh(UUID id) {
        return getSession().invoke(session -> session.clear()).chain(() -> findById(id));
    }

    /// None where the claim is somebody else's by now.
    Uni<Integer> intend(OrganizationClaim claim, SubscriptionRow row) {
        return getSession().chain(session -> executeIntend(session, row, claim));
    }

    private static Uni<Integer> executeIntend(
            Mutiny.Session session, SubscriptionRow row, OrganizationClaim claim) {
        return session.createNativeQuery(INTEND)
                .setParameter("id", row.id)
                .setParameter("organization", row.organizationUri)
                .setParameter("claim", claim.claim())
                .setParameter("seen", claim.now())
                .setParameter("scope", row.scope)
                .setParameter("user", row.userUri)
                .setParameter("token", row.urlToken)
                .setParameter("key", row.webhookSigningKey)
                .setParameter("carrier", row.carrierConnectionId)
                .executeUpdate();
    }

    /// None where the claim is somebody else's by now.
    Uni<Integer> intendAgain(OrganizationClaim claim, UUID id, UUID carrier) {
        return getSession().chain(session -> executeIntendAgain(session, claim, id, carrier));
    }

    private static Uni<Integer> executeIntendAgain(
            Mutiny.Session session, OrganizationClaim claim, UUID id, UUID carrier) {
        return session.createNativeQuery(INTEND_AGAIN)
                .setParameter("organization", claim.organizationUri())
                .setParameter("claim", claim.claim())
                .setParameter("seen", claim.now())
                .setParameter("id", id)
                .setParameter("carrier", carrier)
                .executeUpdate();
    }

    Uni<Integer> deactivateOthers(SubscriptionOwner owner, UUID id) {
        return getSession().chain(session -> executeDeactivateOthers(session, owner, id));
    }

    private static Uni<Integer> executeDeactivateOthers(
            Mutiny.Session session, SubscriptionOwner owner, UUID id) {
        return session.createNativeQuery(DEACTIVATE_OTHERS)
                .setParameter("organization", owner.organizationUri())
                .setParameter("scope", SubscriptionRow.scopeOf(owner))
                .setParameter("user", SubscriptionRow.userOf(owner))
                .setParameter("id", id)
                .executeUpdate();
    }

    /// Whether the claim is nobody else's by now.
    Uni<Integer> claimed(OrganizationClaim claim) {
        return getSession().chain(session -> selectClaimed(session, claim)).map(List::size);
    }

    private static Uni<List<Integer>> selectClaimed(
            Mutiny.Session session, OrganizationClaim claim) {
        return session.createNativeQuery(
                        "SELECT 1 FROM calendly_organizations WHERE organization_uri = :organization"
                                + " AND claim = :claim",
                        Integer.class)
                .setParameter("organization", claim.organizationUri())
                .setParameter("claim", claim.claim())
                .getResultList();
    }

    /// When it was last seen not to serve; of one that nobody has seen yet, before it was sent.
    Uni<Instant> unservedAt(UUID id) {
        return getSession()
                .chain(session ->
                        session.createNativeQuery(UNSERVED_AT, Instant.class)
                                .setParameter("id", id)
                                .getSingleResult());
    }

    Uni<Integer> activate(UUID id, String uri, UUID carrier, @Nullable Instant retrying) {
        return carried(ACTIVATE, id, uri, carrier, retrying);
    }

    Uni<Integer> checked(UUID id, String uri, UUID carrier, @Nullable Instant retrying) {
        return carried(CHECKED, id, uri, carrier, retrying);
    }

    /// None where it is known, or given up, by now.
    Uni<Integer> recognise(UUID id, String uri) {
        return getSession().chain(session -> executeRecognise(session, id, uri));
    }

    private static Uni<Integer> executeRecognise(Mutiny.Session session, UUID id, String uri) {
        return session.createNativeQuery(RECOGNISE)
                .setParameter("id", id)
                .setParameter("uri", uri)
                .executeUpdate();
    }

    private Uni<Integer> carried(
            String sql, UUID id, String uri, UUID carrier, @Nullable Instant retrying) {
        return getSession()
                .chain(session -> executeCarried(session, sql, id, uri, carrier, retrying));
    }

    private static Uni<Integer> executeCarried(
            Mutiny.Session session,
            String sql,
            UUID id,
            String uri,
            UUID carrier,
            @Nullable Instant retrying) {
        return session.createNativeQuery(sql)
                .setParameter("id", id)
                .setParameter("uri", uri)
                .setParameter("carrier", carrier)
                .setParameter("retrying", retrying)
                .executeUpdate();
    }

    /// @param answered whether Calendly has said how its creation went
    /// @param millis until it is tried again; null when nothing is
    Uni<Integer> turn(
            UUID id,
            SubscriptionState state,
            @Nullable String error,
            boolean answered,
            @Nullable Long millis) {
        return getSession()
                .chain(session -> executeTurn(session, answered, id, state, error, millis));
    }

    private static Uni<Integer> executeTurn(
            Mutiny.Session session,
            boolean answered,
            UUID id,
            SubscriptionState state,
            @Nullable String error,
            @Nullable Long millis) {
        return session.createNativeQuery(turned(answered ? OTHERS_SENT : "create_sent_at"))
                .setParameter("id", id)
                .setParameter("state", state.name())
                .setParameter("error", error)
                .setParameter("millis", millis)
                .executeUpdate();
    }

    /// How Calendly described it when it was created.
    Uni<Integer> told(UUID id, @Nullable String asTold) {
        return update("asTold = ?1 where id = ?2", asTold, id);
    }

    /// Calendly has said that nothing came of the create.
    Uni<Integer> notSent(UUID id) {
        return update("createSentAt = null where id = ?1 and createSentAt <= createdAt", id);
    }

    Uni<List<SubscriptionRow>> at(Collection<String> webhookUris) {
        return list("webhookSubscriptionUri in ?1", webhookUris);
    }
}
