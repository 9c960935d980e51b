package io.advicly.calendly.subscription;

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
import java.util.UUID;

/// The stored subscriptions, each change in a transaction of its own.
@ApplicationScoped
public class Subscriptions {

    private static final Duration NEXT_CHECK = Duration.ofHours(1);

    private final SubscriptionRepository rows;
    private final Connections connections;
    private final FieldCipher cipher;
    private final CallbackUrls urls;
    private final Clock clock;

    Subscriptions(
            SubscriptionRepository rows,
            Connections connections,
            FieldCipher cipher,
            CallbackUrls urls,
            Clock clock) {
        this.rows = rows;
        this.connections = connections;
        this.cipher = cipher;
        this.urls = urls;
        this.clock = clock;
    }

    /// The subscription that serves a connection's account; empty when there is none.
    @WithTransaction
    public Uni<Optional<Subscription>> serving(Connection connection) {
        return rows.serving(
                        connection.boundAccount().organizationUri(),
                        connection.boundAccount().uri())
                .map(row -> row.map(it -> it.toSubscription(urls)));
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
        return rows.alive(owner)
                .map(found -> found.stream().map(row -> row.toSubscription(urls)).toList());
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
        row.nextCheckAt = now.plus(NEXT_CHECK);
        return rows.persist(row).map(ok -> new Intent(row.id, owner, urls.of(row.urlToken), key));
    }

    /// Makes this the owner's one active subscription, and shows it to the connections it serves.
    @WithTransaction
    public Uni<Subscription> activate(UUID id, String webhookUri) {
        Instant now = clock.instant();
        return rows.findById(id)
                .call(row -> rows.deactivateOthers(row.owner(), id, now))
                .call(row -> rows.activate(id, webhookUri, now, now.plus(NEXT_CHECK)))
                .call(row ->
                        connections.serveWith(
                                row.organizationUri,
                                row.userUri,
                                webhookUri,
                                row.webhookSigningKey))
                .chain(() -> rows.fresh(id))
                .map(row -> row.toSubscription(urls));
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
                .map(row -> row.toSubscription(urls));
    }
}
