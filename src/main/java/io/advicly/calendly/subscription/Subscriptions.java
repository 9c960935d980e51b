package io.advicly.calendly.subscription;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import io.advicly.calendly.calendly.SubscriptionOwner;
import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.Connections;
import io.advicly.calendly.security.FieldCipher;
import io.advicly.calendly.security.RandomTokens;
import io.advicly.calendly.security.SecretString;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The stored subscriptions, each change in a transaction of its own.
@ApplicationScoped
public class Subscriptions {

    /// Longer than a reconcile takes when each of its calls needs its whole time limit.
    private static final Duration CLAIM = Duration.ofMinutes(3);

    private final SubscriptionRepository rows;
    private final Connections connections;
    private final FieldCipher cipher;
    private final CallbackUrls urls;
    private final SweepSettings settings;
    private final Clock clock;

    Subscriptions(
            SubscriptionRepository rows,
            Connections connections,
            FieldCipher cipher,
            CallbackUrls urls,
            SweepSettings settings,
            Clock clock) {
        this.rows = rows;
        this.connections = connections;
        this.cipher = cipher;
        this.urls = urls;
        this.settings = settings;
        this.clock = clock;
    }

    /// The subscription that serves a connection's account; empty when there is none.
    @WithTransaction
    public Uni<Optional<Subscription>> serving(Connection connection) {
        return rows.serving(
                        connection.boundAccount().organizationUri(),
                        connection.boundAccount().uri())
                .map(row -> row.map(it -> it.toSubscription(urls, cipher)));
    }

    /// The connection whose grant a subscription was made with.
    @WithTransaction
    public Uni<Optional<UUID>> carrierOf(UUID subscriptionId) {
        return rows.findById(subscriptionId)
                .map(row -> Optional.ofNullable(row).map(it -> it.carrierConnectionId));
    }

    /// Rows of the owner that Calendly may know of.
    @WithTransaction
    public Uni<List<Subscription>> alive(SubscriptionOwner owner) {
        return rows.alive(owner).map(this::all);
    }

    /// Rows of the whole organization, of both scopes, that Calendly may know of.
    @WithTransaction
    public Uni<List<Subscription>> aliveIn(String organizationUri) {
        return rows.aliveIn(organizationUri).map(this::all);
    }

    /// Other organizations than its account's in which the connection carries something.
    @WithTransaction
    public Uni<Set<String>> carriedElsewhere(Connection connection) {
        return rows.carriedElsewhere(connection.id(), connection.boundAccount().organizationUri())
                .map(found ->
                        found.stream()
                                .map(row -> row.organizationUri)
                                .collect(toCollection(TreeSet::new)));
    }

    /// A subscription whose check is due; nobody else gets it for the next minutes.
    @WithTransaction
    public Uni<Optional<Subscription>> claimDue() {
        Instant now = clock.instant();
        return rows.claimDue(now, now.plus(CLAIM))
                .map(row -> row.map(it -> it.toSubscription(urls, cipher)));
    }

    /// Makes the next sweep reconcile instead of just looking.
    ///
    /// @return false when there is no such subscription
    @WithTransaction
    public Uni<Boolean> requestReconcile(UUID id) {
        return rows.update(
                        "reconcileRequestedAt = ?1, nextCheckAt = ?1 where id = ?2",
                        clock.instant(),
                        id)
                .map(count -> count == 1);
    }

    /// Whether somebody has asked for a reconcile that has not been done yet.
    @WithTransaction
    public Uni<Boolean> isReconcileRequested(UUID id) {
        return rows.count("id = ?1 and reconcileRequestedAt is not null", id)
                .map(count -> count == 1);
    }

    /// The requested reconcile is done. One that is gone is not looked at any more.
    @WithTransaction
    public Uni<Void> reconcileDone(UUID id) {
        return rows.update("reconcileRequestedAt = null where id = ?1", id)
                .chain(() ->
                        rows.update(
                                "nextCheckAt = null where id = ?1 and state in ?2",
                                id,
                                List.of(SubscriptionState.DELETED, SubscriptionState.ORPHANED)))
                .replaceWithVoid();
    }

    /// Notes what a check has seen.
    @WithTransaction
    public Uni<Void> checked(UUID id, @Nullable Instant retryStartedAt, Duration untilNext) {
        Instant now = clock.instant();
        return rows.checked(id, retryStartedAt, now, now.plus(untilNext)).replaceWithVoid();
    }

    /// Notes that Calendly has given up on it, or that nobody can delete it any more.
    @WithTransaction
    public Uni<Void> turned(UUID id, SubscriptionState state, String why) {
        Instant now = clock.instant();
        return rows.refused(
                        id,
                        state,
                        why,
                        now,
                        state == SubscriptionState.ORPHANED ? null : now.plus(CLAIM))
                .replaceWithVoid();
    }

    /// Stores what we are about to create: a crash after the call must not lose URL token and key.
    @WithTransaction
    public Uni<Intent> intend(SubscriptionOwner owner, UUID carrierConnectionId) {
        Instant now = clock.instant();
        SecretString key = SecretString.of(RandomTokens.urlSafe());
        SubscriptionRow row = new SubscriptionRow();
        row.id = UUID.randomUUID();
        row.organizationUri = owner.organizationUri();
        row.scope = SubscriptionRow.scopeOf(owner);
        row.userUri = SubscriptionRow.userOf(owner);
        row.urlToken = RandomTokens.urlSafe();
        row.webhookSigningKey =
                cipher.encrypt(key, SigningKeys.keyIdentity(row.id, "webhook_signing_key"));
        row.carrierConnectionId = carrierConnectionId;
        row.state = SubscriptionState.PENDING;
        row.createdAt = now;
        row.updatedAt = now;
        row.nextCheckAt = now.plus(CLAIM);
        return rows.persist(row).map(ok -> new Intent(row.id, owner, urls.of(row.urlToken), key));
    }

    /// Makes this the owner's one active subscription, and shows it to the connections it serves.
    @WithTransaction
    public Uni<Subscription> activate(UUID id, String webhookUri) {
        Instant now = clock.instant();
        return rows.locked(id)
                .call(row -> rows.deactivateOthers(row.owner(), id, now))
                .call(row -> rows.activate(id, webhookUri, now, now.plus(settings.checkEvery())))
                .call(row ->
                        connections.serveWith(
                                row.organizationUri,
                                row.userUri,
                                webhookUri,
                                row.webhookSigningKey))
                .chain(() -> rows.fresh(id))
                .map(row -> row.toSubscription(urls, cipher));
    }

    /// Notes that these are gone at Calendly, or never got there.
    @WithTransaction
    public Uni<Void> gone(Set<UUID> ids) {
        return rows.gone(ids, clock.instant()).replaceWithVoid();
    }

    /// Notes that these URIs are gone at Calendly.
    @WithTransaction
    public Uni<Void> goneAtCalendly(Set<String> webhookUris) {
        return webhookUris.isEmpty()
                ? Uni.createFrom().voidItem()
                : rows.list("webhookSubscriptionUri in ?1", webhookUris)
                        .chain(found ->
                                rows.gone(
                                        found.stream().map(row -> row.id).collect(toSet()),
                                        clock.instant()))
                        .replaceWithVoid();
    }

    /// Notes that the plan does not allow subscriptions; asked again a day later.
    @WithTransaction
    public Uni<Subscription> planNotAllowed(UUID id, String error) {
        Instant now = clock.instant();
        return rows.refused(
                        id,
                        SubscriptionState.PLAN_NOT_ALLOWED,
                        error,
                        now,
                        now.plus(Duration.ofDays(1)))
                .chain(() -> rows.findById(id))
                .map(row -> row.toSubscription(urls, cipher));
    }

    private List<Subscription> all(List<SubscriptionRow> found) {
        return found.stream().map(row -> row.toSubscription(urls, cipher)).toList();
    }
}
