package io.advicly.calendly.connection.grant;

import static java.util.Objects.requireNonNull;

import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.Grant;
import io.advicly.calendly.calendly.settings.HttpSettings;
import io.advicly.calendly.connection.ConnectionRepository;
import io.advicly.calendly.connection.ConnectionRow;
import io.advicly.calendly.connection.ConnectionStatus;
import io.advicly.calendly.connection.GrantIdentity;
import io.advicly.calendly.connection.SealedGrant;
import io.advicly.calendly.connection.organization.Organizations;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.text.CleanText;
import io.advicly.calendly.platform.time.BackOff;
import io.advicly.calendly.security.cipher.FieldCipher;
import io.advicly.calendly.security.cipher.UndecryptableException;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Stored grants, opened and replaced by version.
@ApplicationScoped
public class Grants {

    /// For how long an answer may still come that was not there in time: using the token again
    /// meanwhile could cost the grant.
    public static final Duration LATE = Duration.ofMinutes(1);

    private static final Logger LOG = Logger.getLogger(Grants.class);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration MOMENT = Duration.ofSeconds(1);

    /// From the second refresh without an answer on.
    private static final BackOff PAUSES =
            BackOff.doubling(Duration.ofSeconds(30), Duration.ofMinutes(16));

    /// Of what Calendly says, in a row and to a person.
    private static final int MOST_WORDS = 300;

    private final ConnectionRepository rows;
    private final GrantRepository grants;
    private final GrantKeeping keeping;
    private final TokenCallRepository calls;
    private final Organizations organizations;
    private final FieldCipher cipher;
    private final RefreshSettings settings;

    /// How long after its beginning a refresh may still be under way: its answer is awaited for so
    /// long where its maker lives.
    private final Duration longestCall;

    Grants(
            ConnectionRepository rows,
            GrantRepository grants,
            GrantKeeping keeping,
            TokenCallRepository calls,
            Organizations organizations,
            FieldCipher cipher,
            RefreshSettings settings,
            HttpSettings http) {
        this.rows = rows;
        this.grants = grants;
        this.keeping = keeping;
        this.calls = calls;
        this.organizations = organizations;
        this.cipher = cipher;
        this.settings = settings;
        this.longestCall = http.callTimeout().plus(LATE);
    }

    /// The connection's grant; empty without one, and for a grant that nobody can decrypt: its
    /// connection then needs a new consent, and nobody else is harmed. Fails with a
    /// [MissingKeyException] when another replica could decrypt it.
    @WithTransaction
    public Uni<Optional<StoredGrant>> find(UUID connectionId) {
        return rows.findById(connectionId)
                .chain(row ->
                        row == null || row.refreshToken == null
                                ? Unis.item(Optional.empty())
                                : opened(row));
    }

    /// The grant of a connection that is being closed; empty when the user has connected again, as
    /// the grant is a new one then.
    @WithTransaction
    public Uni<Optional<StoredGrant>> ofClosing(UUID connectionId) {
        return rows.findById(connectionId)
                .chain(row ->
                        row == null || row.status != ConnectionStatus.CLOSING
                                ? Unis.item(Optional.empty())
                                : find(connectionId));
    }

    /// Notes that a token call is about to be made, whatever comes of it. Whoever has the row's
    /// lock sees what all others have noted: of two who believe that it is their turn, one makes
    /// the call, and the token of a call whose maker has died rests until it is certainly over.
    ///
    /// @return fails with [RefreshPostponedException] when it must not be made yet
    @WithTransaction
    public Uni<Void> announceCall(StoredGrant grant) {
        return calls.lock(grant.connectionId())
                .chain(() -> rows.locked(grant.connectionId()))
                .chain(row -> announceOrPostpone(row, grant));
    }

    private Uni<Void> announceOrPostpone(Optional<ConnectionRow> row, StoredGrant grant) {
        return row.filter(grant::isIn)
                .map(it -> it.refreshPause(longestCall))
                .map(pause -> announce(grant, pause))
                .orElseGet(() -> postponed("Somebody else has just changed this grant.", MOMENT));
    }

    private Uni<Void> announce(StoredGrant grant, Duration pause) {
        if (!pause.isZero()) {
            return postponed("Calendly did not answer the last refreshes of this grant.", pause);
        }
        return calls.announce(grant.connectionId(), settings.callsPerMinute())
                .chain(Grants::unlessTooMany);
    }

    private static Uni<Void> unlessTooMany(boolean allowed) {
        return allowed
                ? Unis.nothing()
                : postponed("Calendly limits token calls per user and minute.", MINUTE);
    }

    private static Uni<Void> postponed(String why, Duration pause) {
        return Uni.createFrom().failure(new RefreshPostponedException(why, pause));
    }

    /// Stores the grant that replaces `seen`, and with that heals a connection that was refused in
    /// between. An account that seems to have moved to another organization is looked up by the
    /// sweep. A grant that nobody waits for any more is revoked. May be repeated.
    ///
    /// @return whether it is the very next one of the connection
    @WithTransaction
    public Uni<Boolean> replace(StoredGrant seen, Grant fresh) {
        return rows.locked(seen.connectionId())
                .chain(row ->
                        row.filter(seen::isIn)
                                .map(it -> replaceIn(it, seen, fresh).replaceWith(true))
                                .orElseGet(() -> replaceElsewhere(seen, fresh).replaceWith(false)));
    }

    /// The row's grant may have moved to the row of its account, or be stored already.
    private Uni<Void> replaceElsewhere(StoredGrant seen, Grant fresh) {
        return keeping.holding(
                        seen.identity().owner(), List.of(seen.refreshToken(), fresh.refreshToken()))
                .chain(row -> replaceOrRetire(row, seen, fresh));
    }

    private Uni<Void> replaceOrRetire(Optional<ConnectionRow> row, StoredGrant seen, Grant fresh) {
        if (row.isEmpty()) {
            LOG.infof("token.came_too_late connection=%s", seen.connectionId());
            return keeping.retire(seen, fresh);
        }
        return keeping.isHeldBy(row.get(), fresh)
                ? Unis.nothing()
                : replaceIn(row.get(), seen, fresh);
    }

    private Uni<Void> replaceIn(ConnectionRow row, StoredGrant seen, Grant fresh) {
        boolean heals = row.status == ConnectionStatus.NEEDS_RECONNECT;
        return keeping.replace(row, fresh)
                .invoke(kept -> {
                    if (!kept) {
                        throw new IllegalStateException("the grant is moving: " + row.id);
                    }
                })
                .call(() -> seen.seemsMoved(fresh) ? grants.connectAgain(row.id) : Unis.nothing())
                .chain(() -> heals ? mark(row.calendlyOrganizationUri) : Unis.nothing());
    }

    /// Notes a refresh that failed. Where Calendly may have used the refresh token up, it is tried
    /// once more at once; after that only now and then, as long as Calendly keeps not answering.
    ///
    /// @param awaited for how long the answer may still come
    @WithTransaction
    public Uni<Void> failed(StoredGrant grant, CalendlyFailure failure, Duration awaited) {
        boolean unanswered = isUnanswered(failure);
        Duration pause = pause(grant);
        return grants.failed(
                        grant.connectionId(),
                        grant.version(),
                        new GrantRepository.Failure(
                                bounded(failure.answer().words()),
                                unanswered || failure.answer().arrived(),
                                unanswered,
                                pause.compareTo(awaited) < 0 ? awaited : pause))
                .replaceWithVoid();
    }

    /// The answer that was still awaited does not come.
    @WithTransaction
    public Uni<Void> answerLost(StoredGrant grant) {
        return grants.postpone(grant.connectionId(), grant.version(), pause(grant))
                .replaceWithVoid();
    }

    /// Calendly has refused the grant.
    ///
    /// @return false when somebody stored a newer grant meanwhile
    @WithTransaction
    public Uni<Boolean> needsReconnect(StoredGrant refused) {
        String reason =
                refused.unanswered() > 0
                        ? "Calendly's answer to a renewal of the stored consent got lost."
                        : "Calendly no longer accepts the stored consent.";
        return grants.answered(refused.connectionId(), refused.version())
                .chain(() -> needsReconnect(refused, reason));
    }

    private Uni<Boolean> needsReconnect(StoredGrant refused, String reason) {
        return needsReconnect(
                refused.connectionId(), refused.version(), reason, refused.organizationUri());
    }

    /// A grant whose refresh is due; nobody else gets it for the next minute.
    @WithTransaction
    public Uni<Optional<DueGrant>> claimDue() {
        return grants.claimRefresh()
                .map(row -> row.map(it -> new DueGrant(it.id, it.tokenVersion)));
    }

    private Uni<Boolean> needsReconnect(
            UUID id, long version, String reason, @Nullable String organization) {
        return grants.needsReconnect(id, version, reason)
                .call(marked -> marked ? mark(organization) : Unis.nothing());
    }

    /// Last in its transaction. Without an account nobody knows the organization.
    private Uni<Void> mark(@Nullable String organization) {
        return organization == null ? Unis.nothing() : organizations.markDue(organization);
    }

    private static boolean isUnanswered(CalendlyFailure failure) {
        return failure instanceof CalendlyFailure.Unavailable away && away.maybeProcessed();
    }

    private static Duration pause(StoredGrant grant) {
        return grant.unanswered() == 0 ? Duration.ZERO : PAUSES.after(grant.unanswered());
    }

    private static String bounded(String words) {
        return words.length() <= MOST_WORDS
                ? words
                : CleanText.shortened(words, MOST_WORDS - 1) + "…";
    }

    private Uni<Optional<StoredGrant>> opened(ConnectionRow row) {
        try {
            return Unis.item(Optional.of(open(row)));
        } catch (UndecryptableException broken) {
            LOG.errorf("grant.undecryptable connection=%s %s", row.id, broken.getMessage());
            return needsReconnect(
                            row.id,
                            row.tokenVersion,
                            SealedConnections.REASON,
                            row.calendlyOrganizationUri)
                    .replaceWith(Optional.empty());
        }
    }

    private StoredGrant open(ConnectionRow row) {
        GrantIdentity identity = row.grantIdentity();
        return new StoredGrant(
                row.id,
                identity,
                row.calendlyOrganizationUri,
                SealedGrant.openAccess(cipher, requireNonNull(row.accessToken), identity),
                SealedGrant.openRefresh(cipher, requireNonNull(row.refreshToken), identity),
                row.tokenLife(),
                row.tokenVersion,
                row.status == ConnectionStatus.NEEDS_RECONNECT,
                row.unheardRefreshes(),
                row.mistrust());
    }
}
