package io.advicly.calendly.subscription.record;

import static java.util.stream.Collectors.toMap;

import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import io.advicly.calendly.calendly.settings.HttpSettings;
import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.LinkedAccount;
import io.advicly.calendly.connection.consent.Connections;
import io.advicly.calendly.connection.organization.DeliveryGaps;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.security.cipher.FieldCipher;
import io.advicly.calendly.security.cipher.RandomTokens;
import io.advicly.calendly.security.cipher.SecretString;
import io.advicly.calendly.subscription.keys.SigningKeys;
import io.advicly.calendly.subscription.knowledge.OrganizationClaim;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The stored subscriptions, each change in a transaction of its own.
@ApplicationScoped
public class Subscriptions {

    /// What Calendly has refused for its plan, or to delete, is asked for again a day later.
    private static final Duration ASK_AGAIN = Duration.ofDays(1);

    /// In call time-outs: for so long a create that was not answered may still be carried out.
    private static final int CREATE_PATIENCE = 6;

    private final SubscriptionRepository rows;
    private final Connections connections;
    private final DeliveryGaps gaps;
    private final FieldCipher cipher;
    private final CallbackUrls urls;
    private final HttpSettings http;
    private final Clock clock;

    Subscriptions(
            SubscriptionRepository rows,
            Connections connections,
            DeliveryGaps gaps,
            FieldCipher cipher,
            CallbackUrls urls,
            HttpSettings http,
            Clock clock) {
        this.rows = rows;
        this.connections = connections;
        this.gaps = gaps;
        this.cipher = cipher;
        this.urls = urls;
        this.http = http;
        this.clock = clock;
    }

    /// The subscription that serves a connection's account; empty when there is none.
    @WithTransaction
    public Uni<Optional<Subscription>> serving(Connection connection) {
        return serving(List.of(connection))
                .map(found -> Optional.ofNullable(found.get(connection.id())));
    }

    /// The same for many, by connection, with one statement.
    @WithTransaction
    public Uni<Map<UUID, Subscription>> serving(List<Connection> all) {
        Map<UUID, LinkedAccount> accounts =
                all.stream()
                        .filter(it -> it.account() != null)
                        .collect(toMap(Connection::id, Connection::boundAccount));
        return accounts.isEmpty()
                ? Unis.item(Map.of())
                : rows.serving(accounts.values()).map(found -> serving(accounts, found));
    }

    private Map<UUID, Subscription> serving(
            Map<UUID, LinkedAccount> accounts, List<SubscriptionRow> found) {
        SubscriptionRow.Reading now = reading(clock.instant(), null);
        Map<UUID, Subscription> serving = new HashMap<>();
        accounts.forEach(
                (connection, account) -> putServing(connection, account, found, serving, now));
        return serving;
    }

    private static void putServing(
            UUID connection,
            LinkedAccount account,
            List<SubscriptionRow> found,
            Map<UUID, Subscription> serving,
            SubscriptionRow.Reading now) {
        found.stream()
                .filter(row -> row.serves(account))
                .findFirst()
                .ifPresent(row -> serving.put(connection, row.toSubscription(now)));
    }

    /// The connection whose grant a subscription was made with.
    @WithTransaction
    public Uni<Optional<UUID>> carrierOf(UUID subscriptionId) {
        return rows.findById(subscriptionId)
                .map(row -> Optional.ofNullable(row).map(it -> it.carrierConnectionId));
    }

    /// All rows of an organization that mean something.
    ///
    /// @param at the database's time
    /// @param anewAt since then what was refused before is asked for again
    @WithTransaction
    public Uni<List<Subscription>> held(
            String organizationUri, Instant at, @Nullable Instant anewAt) {
        return rows.held(organizationUri)
                .map(found ->
                        found.stream().map(it -> it.toSubscription(reading(at, anewAt))).toList());
    }

    /// Stores what we are about to create: a crash after the call must not lose URL token and key.
    ///
    /// @param again the row of an earlier attempt, whose token and key are used again
    /// @return fails with [ClaimLostException] where somebody else decides by now
    @WithTransaction
    public Uni<Intent> intend(
            OrganizationClaim claim, SubscriptionOwner owner, UUID carrier, @Nullable UUID again) {
        return again == null
                ? intendNew(claim, owner, carrier)
                : rows.intendAgain(claim, again, carrier)
                        .invoke(intended -> ours(claim, intended))
                        .chain(() -> rows.fresh(again))
                        .map(row -> intent(row, owner));
    }

    private Intent intent(SubscriptionRow row, SubscriptionOwner owner) {
        return new Intent(
                row.id,
                owner,
                urls.urlFor(row.urlToken),
                cipher.decrypt(
                        row.webhookSigningKey,
                        SigningKeys.keyIdentity(row.id, SigningKeys.CURRENT)));
    }

    private static void ours(OrganizationClaim claim, int intended) {
        if (intended == 0) {
            throw new ClaimLostException(claim.organizationUri());
        }
    }

    private Uni<Void> whileOurs(OrganizationClaim claim) {
        return rows.claimed(claim).invoke(held -> ours(claim, held)).replaceWithVoid();
    }

    private Uni<Intent> intendNew(OrganizationClaim claim, SubscriptionOwner owner, UUID carrier) {
        SecretString key = SecretString.of(RandomTokens.urlSafe());
        SubscriptionRow row = new SubscriptionRow();
        row.id = UUID.randomUUID();
        row.organizationUri = owner.organizationUri();
        row.scope = SubscriptionRow.scopeOf(owner);
        row.userUri = SubscriptionRow.userOf(owner);
        row.urlToken = RandomTokens.urlSafe();
        row.webhookSigningKey =
                cipher.encrypt(key, SigningKeys.keyIdentity(row.id, SigningKeys.CURRENT));
        row.carrierConnectionId = carrier;
        return rows.intend(claim, row)
                .invoke(intended -> ours(claim, intended))
                .map(ok -> new Intent(row.id, owner, urls.urlFor(row.urlToken), key));
    }

    /// It is at Calendly and good: notes that it was looked at, or makes it its owner's one active
    /// subscription.
    ///
    /// This and what follows says how a subscription is seen by whoever decides. It fails with
    /// [ClaimLostException] where somebody else decides by now: what they have done since would be
    /// written over by what was seen before, and nobody might look again.
    @WithTransaction
    public Uni<Void> serve(
            OrganizationClaim claim,
            SubscriptionOwner owner,
            UUID id,
            String webhookUri,
            UUID carrier,
            @Nullable Instant retryStartedAt) {
        Supplier<Uni<Void>> anew =
                () ->
                        whileOurs(claim)
                                .chain(() ->
                                        activate(owner, id, webhookUri, carrier, retryStartedAt));
        return rows.checked(id, webhookUri, carrier, retryStartedAt)
                .chain(same -> same == 1 ? Unis.nothing() : anew.get());
    }

    /// The same for one that was created just now.
    ///
    /// @return fails with [ClaimLostException] where somebody else decides by now, who may have
    ///   found and deleted it
    /// @param asTold what was asked for, and how Calendly described it, where that is known
    @WithTransaction
    public Uni<Void> created(
            OrganizationClaim claim,
            SubscriptionOwner owner,
            UUID id,
            String webhookUri,
            UUID carrier,
            @Nullable String asTold) {
        return whileOurs(claim)
                .chain(() -> activate(owner, id, webhookUri, carrier, null))
                .chain(() -> rows.told(id, asTold))
                .replaceWithVoid();
    }

    /// Whoever came while it was being created was told of what it replaces, and is read once more
    /// in the same transaction: nobody who is killed later forgets them.
    private Uni<Void> activate(
            SubscriptionOwner owner,
            UUID id,
            String webhookUri,
            UUID carrier,
            @Nullable Instant retryStartedAt) {
        return rows.unservedAt(id)
                .call(() -> rows.deactivateOthers(owner, id))
                .call(() -> rows.activate(id, webhookUri, carrier, retryStartedAt))
                .call(() -> carries(id, webhookUri, carrier))
                .chain(since ->
                        gaps.startNewcomers(
                                owner.organizationUri(), SubscriptionRow.userOf(owner), since));
    }

    private Uni<Void> carries(UUID id, String webhookUri, UUID carrier) {
        return rows.fresh(id)
                .chain(row -> connections.carries(carrier, webhookUri, row.webhookSigningKey));
    }

    /// It delivers no more, and nothing has taken its place yet.
    @WithTransaction
    public Uni<Void> lost(OrganizationClaim claim, UUID id, String why) {
        return turned(claim, id, SubscriptionState.DISABLED, why, null);
    }

    /// It is at Calendly although nobody was told so, and is not what serves its owner.
    @WithTransaction
    public Uni<Void> recognised(OrganizationClaim claim, UUID id, String webhookUri) {
        return whileOurs(claim).chain(() -> rows.recognise(id, webhookUri)).replaceWithVoid();
    }

    /// Calendly does not have what was there, by this URI, whoever decides by now; where the row
    /// stands for another one, it stays.
    @WithTransaction
    public Uni<Void> deleted(UUID id, String webhookUri) {
        return rows.findById(id).chain(row -> goneIfSame(row, webhookUri, id));
    }

    private Uni<Void> goneIfSame(SubscriptionRow row, String webhookUri, UUID id) {
        return row == null
                        || (row.webhookSubscriptionUri != null
                                && !row.webhookSubscriptionUri.equals(webhookUri))
                ? Unis.nothing()
                : gone(id, "It was deleted.");
    }

    /// Calendly does not have it.
    @WithTransaction
    public Uni<Void> gone(OrganizationClaim claim, UUID id, String why) {
        return whileOurs(claim).chain(() -> gone(id, why));
    }

    private Uni<Void> gone(UUID id, String why) {
        return rows.findById(id)
                .chain(row ->
                        row == null || row.webhookSubscriptionUri == null
                                ? Unis.nothing()
                                : connections.carryNoMore(row.webhookSubscriptionUri))
                .chain(() -> turned(id, SubscriptionState.DELETED, why, null));
    }

    /// Nobody who is left may delete it.
    ///
    /// @param refused whether Calendly has just refused: it is asked again a day later
    @WithTransaction
    public Uni<Void> orphaned(OrganizationClaim claim, UUID id, boolean refused) {
        return whileOurs(claim).chain(() -> orphaned(id, refused ? ASK_AGAIN.toMillis() : null));
    }

    private Uni<Void> orphaned(UUID id, @Nullable Long millis) {
        return rows.turn(
                        id,
                        SubscriptionState.ORPHANED,
                        "No living grant can delete it.",
                        false,
                        millis)
                .replaceWithVoid();
    }

    /// The plan does not allow it.
    @WithTransaction
    public Uni<Void> planNotAllowed(OrganizationClaim claim, UUID id, String words) {
        return turned(claim, id, SubscriptionState.PLAN_NOT_ALLOWED, words, ASK_AGAIN);
    }

    /// Calendly has refused to create it with this grant; another one may be tried at once.
    @WithTransaction
    public Uni<Void> refused(OrganizationClaim claim, UUID id, String words) {
        return turned(claim, id, SubscriptionState.REFUSED, words, null);
    }

    /// Calendly cannot have carried the create out.
    @WithTransaction
    public Uni<Void> notSent(OrganizationClaim claim, UUID id) {
        return whileOurs(claim).chain(() -> rows.notSent(id)).replaceWithVoid();
    }

    private Uni<Void> turned(
            OrganizationClaim claim,
            UUID id,
            SubscriptionState state,
            String why,
            @Nullable Duration askAgain) {
        return whileOurs(claim).chain(() -> turned(id, state, why, askAgain));
    }

    private Uni<Void> turned(
            UUID id, SubscriptionState state, String why, @Nullable Duration askAgain) {
        return rows.turn(id, state, why, true, askAgain == null ? null : askAgain.toMillis())
                .replaceWithVoid();
    }

    private SubscriptionRow.Reading reading(Instant at, @Nullable Instant anewAt) {
        return new SubscriptionRow.Reading(
                urls, cipher, at, anewAt, http.callTimeout().multipliedBy(CREATE_PATIENCE));
    }

    /// When a create that was sent now is known to have come to nothing, unless it was listed.
    public Duration createPatience() {
        return http.callTimeout().multipliedBy(CREATE_PATIENCE);
    }
}
