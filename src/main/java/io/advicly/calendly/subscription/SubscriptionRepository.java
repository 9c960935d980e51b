package io.advicly.calendly.subscription;

import io.advicly.calendly.calendly.SubscriptionOwner;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The SQL of subscriptions. Every method joins its caller's transaction.
@ApplicationScoped
class SubscriptionRepository implements PanacheRepositoryBase<SubscriptionRow, UUID> {

    private static final String OWNER =
            "organizationUri = ?1 and scope = ?2 and coalesce(userUri, '') = coalesce(?3, '')";

    /// What Calendly may know of.
    private static final List<SubscriptionState> ALIVE =
            List.of(
                    SubscriptionState.PENDING,
                    SubscriptionState.ACTIVE,
                    SubscriptionState.DISABLED,
                    SubscriptionState.PLAN_NOT_ALLOWED);

    private static final String CLAIM_DUE =
            """
            UPDATE calendly_webhook_subscriptions SET next_check_at = :until
            WHERE id = (SELECT id FROM calendly_webhook_subscriptions WHERE next_check_at <= :now
                        ORDER BY next_check_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id\
            """;

    /// Rows of the owner that Calendly may know of.
    Uni<List<SubscriptionRow>> alive(SubscriptionOwner owner) {
        return list(
                OWNER + " and state in ?4",
                owner.organizationUri(),
                SubscriptionRow.scopeOf(owner),
                SubscriptionRow.userOf(owner),
                ALIVE);
    }

    /// Rows of the whole organization, of both scopes, that Calendly may know of.
    Uni<List<SubscriptionRow>> aliveIn(String organizationUri) {
        return list("organizationUri = ?1 and state in ?2", organizationUri, ALIVE);
    }

    Uni<List<SubscriptionRow>> carriedElsewhere(UUID carrier, String organizationUri) {
        return list(
                "carrierConnectionId = ?1 and organizationUri <> ?2 and state in ?3",
                carrier,
                organizationUri,
                ALIVE);
    }

    /// The row whose check is due longest, taken until `until`.
    Uni<Optional<SubscriptionRow>> claimDue(Instant now, Instant until) {
        return getSession()
                .chain(session ->
                        session.createNativeQuery(CLAIM_DUE, UUID.class)
                                .setParameter("now", now)
                                .setParameter("until", until)
                                .getSingleResultOrNull())
                .chain(id -> id == null ? Uni.createFrom().nullItem() : findById(id))
                .map(Optional::ofNullable);
    }

    /// What serves this account: its organization's subscription or its own, the active one first.
    Uni<Optional<SubscriptionRow>> serving(String organizationUri, String userUri) {
        return find(
                        "organizationUri = ?1 and (userUri is null or userUri = ?2) and state <> ?3"
                                + " order by isActive desc, updatedAt desc",
                        organizationUri,
                        userUri,
                        SubscriptionState.DELETED)
                .firstResult()
                .map(Optional::ofNullable);
    }

    /// The row, locked until the transaction ends: its signing key is not moved to another
    /// encryption key meanwhile.
    Uni<SubscriptionRow> locked(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /// The row as the database has it now: statements have changed it behind the session's back.
    Uni<SubscriptionRow> fresh(UUID id) {
        return getSession().invoke(session -> session.clear()).chain(() -> findById(id));
    }

    Uni<Integer> deactivateOthers(SubscriptionOwner owner, UUID except, Instant now) {
        return update(
                "isActive = false, updatedAt = ?5 where " + OWNER + " and isActive and id <> ?4",
                owner.organizationUri(),
                SubscriptionRow.scopeOf(owner),
                SubscriptionRow.userOf(owner),
                except,
                now);
    }

    Uni<Integer> activate(UUID id, String webhookUri, Instant now, Instant nextCheckAt) {
        return update(
                "state = ?1, isActive = true, webhookSubscriptionUri = ?2, lastError = null,"
                        + " checkedAt = ?3, updatedAt = ?3, nextCheckAt = ?4 where id = ?5",
                SubscriptionState.ACTIVE,
                webhookUri,
                now,
                nextCheckAt,
                id);
    }

    Uni<Integer> checked(
            UUID id, @Nullable Instant retryStartedAt, Instant now, Instant nextCheckAt) {
        return update(
                "retryStartedAt = ?1, checkedAt = ?2, nextCheckAt = ?3 where id = ?4 and state in"
                        + " ?5",
                retryStartedAt,
                now,
                nextCheckAt,
                id,
                ALIVE);
    }

    Uni<Integer> gone(Collection<UUID> ids, Instant now) {
        return ids.isEmpty()
                ? Uni.createFrom().item(0)
                : update(
                        "state = ?1, isActive = false, nextCheckAt = null, updatedAt = ?2 where id"
                                + " in ?3",
                        SubscriptionState.DELETED,
                        now,
                        ids);
    }

    Uni<Integer> refused(
            UUID id,
            SubscriptionState state,
            String error,
            Instant now,
            @Nullable Instant nextCheckAt) {
        return update(
                "state = ?1, isActive = false, lastError = ?2, checkedAt = ?3, updatedAt = ?3,"
                        + " nextCheckAt = ?4 where id = ?5",
                state,
                error,
                now,
                nextCheckAt,
                id);
    }
}
