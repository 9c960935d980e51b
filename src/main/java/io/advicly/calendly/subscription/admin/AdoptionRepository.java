package io.advicly.calendly.subscription.admin;

import io.advicly.calendly.subscription.record.SubscriptionRow;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/// The SQL of adopted subscriptions. Every method joins its caller's transaction.
@ApplicationScoped
class AdoptionRepository implements PanacheRepositoryBase<SubscriptionRow, UUID> {

    private static final String STAYING =
            """
            SELECT count(*) FROM calendar_connections
            WHERE calendly_organization_uri = :organization AND is_active
              AND (CAST(:user AS varchar) IS NULL OR calendly_user_uri = CAST(:user AS varchar))\
            """;

    /// The first of those who are connected with the account that made it.
    private static final String CARRIER =
            """
            (SELECT id FROM calendar_connections
             WHERE calendly_organization_uri = :organization AND is_active
               AND calendly_user_uri = CAST(:creator AS varchar)
             ORDER BY connected_at, id LIMIT 1)\
            """;

    /// Another one may serve the owner already.
    private static final String STORE =
            """
            INSERT INTO calendly_webhook_subscriptions
              (id, organization_uri, scope, user_uri, webhook_subscription_uri, url_token,
               webhook_signing_key, carrier_connection_id, state, adopted, created_at, updated_at, is_active)
            VALUES (:id, :organization, :scope, CAST(:user AS varchar), :uri, :token, :key, %s,
               'ACTIVE', true, now(), now(), NOT EXISTS (
                 SELECT FROM calendly_webhook_subscriptions WHERE is_active
                   AND organization_uri = :organization AND user_uri IS NOT DISTINCT FROM CAST(:user AS varchar)))
            ON CONFLICT DO NOTHING\
            """
                    .formatted(CARRIER);

    private static final String STORE_AGAIN =
            """
            UPDATE calendly_webhook_subscriptions
            SET webhook_signing_key = :key, carrier_connection_id = coalesce(%s, carrier_connection_id),
                state = 'ACTIVE', updated_at = now()
            WHERE id = :id AND adopted\
            """
                    .formatted(CARRIER);

    /// How many are connected whom it may serve.
    Uni<Long> staying(ForeignHook hook) {
        return getSession().chain(session -> countStaying(session, hook));
    }

    private static Uni<Long> countStaying(Mutiny.Session session, ForeignHook hook) {
        return session.createNativeQuery(STAYING, Long.class)
                .setParameter("organization", hook.owner().organizationUri())
                .setParameter("user", SubscriptionRow.userOf(hook.owner()))
                .getSingleResult();
    }

    Uni<@Nullable SubscriptionRow> known(ForeignHook hook) {
        return find("webhookSubscriptionUri", hook.uri()).firstResult();
    }

    /// @return 0 when somebody else has stored it, or another of its owner, at the same time
    Uni<Integer> store(UUID id, ForeignHook hook, String urlToken, String key) {
        return getSession().chain(session -> executeStore(session, id, hook, urlToken, key));
    }

    private static Uni<Integer> executeStore(
            Mutiny.Session session, UUID id, ForeignHook hook, String urlToken, String key) {
        return session.createNativeQuery(STORE)
                .setParameter("id", id)
                .setParameter("organization", hook.owner().organizationUri())
                .setParameter("scope", SubscriptionRow.scopeOf(hook.owner()))
                .setParameter("user", SubscriptionRow.userOf(hook.owner()))
                .setParameter("creator", hook.creator().orElse(null))
                .setParameter("uri", hook.uri())
                .setParameter("token", urlToken)
                .setParameter("key", key)
                .executeUpdate();
    }

    /// @return 0 when it is no adopted one
    Uni<Integer> storeAgain(UUID id, ForeignHook hook, String key) {
        return getSession().chain(session -> executeStoreAgain(session, id, hook, key));
    }

    private static Uni<Integer> executeStoreAgain(
            Mutiny.Session session, UUID id, ForeignHook hook, String key) {
        return session.createNativeQuery(STORE_AGAIN)
                .setParameter("id", id)
                .setParameter("organization", hook.owner().organizationUri())
                .setParameter("creator", hook.creator().orElse(null))
                .setParameter("key", key)
                .executeUpdate();
    }
}
