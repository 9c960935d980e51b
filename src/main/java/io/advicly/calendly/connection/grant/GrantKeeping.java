package io.advicly.calendly.connection.grant;

import io.advicly.calendly.calendly.Account;
import io.advicly.calendly.calendly.Grant;
import io.advicly.calendly.connection.ConnectionRow;
import io.advicly.calendly.connection.GrantIdentity;
import io.advicly.calendly.connection.SealedGrant;
import io.advicly.calendly.connection.TokenLife;
import io.advicly.calendly.connection.retired.RetiredTokenRepository;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.security.cipher.FieldCipher;
import io.advicly.calendly.security.cipher.SecretString;
import io.advicly.calendly.security.cipher.UndecryptableException;
import io.advicly.calendly.security.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Puts grants into rows such that every grant alive at Calendly is held by one: by its
/// connection's, or by that of a retired token, until it is revoked. Every method joins its
/// caller's transaction.
@ApplicationScoped
public class GrantKeeping {

    /// How long a call may take before the sweep takes over what it left.
    public static final Duration UNFINISHED = Duration.ofMinutes(2);

    private final GrantRepository rows;
    private final RetiredTokenRepository retired;
    private final FieldCipher cipher;
    private final TokenSchedule schedule;
    private final Clock clock;

    GrantKeeping(
            GrantRepository rows,
            RetiredTokenRepository retired,
            FieldCipher cipher,
            TokenSchedule schedule,
            Clock clock) {
        this.rows = rows;
        this.retired = retired;
        this.cipher = cipher;
        this.schedule = schedule;
        this.clock = clock;
    }

    /// Stores a grant whose account nobody knows yet; once only, however often it is tried.
    ///
    /// @param unfinished zero when nobody waits for it any more
    /// @return empty when its user wants it no more: it is revoked
    public Uni<Optional<UUID>> storeNew(ConsentCode code, Grant grant, Duration unfinished) {
        return lock(code.owner())
                .chain(() -> holding(code.owner(), List.of(grant.refreshToken())))
                .chain(row -> keepOrRetire(row, code, unfinished, grant));
    }

    private Uni<Optional<UUID>> keepOrRetire(
            Optional<ConnectionRow> row, ConsentCode code, Duration unfinished, Grant grant) {
        return row.isPresent()
                ? Unis.item(row.map(it -> it.id))
                : isWanted(code, unfinished)
                        .chain(wanted ->
                                wanted
                                        ? store(code.owner(), grant, unfinished)
                                        : retired(code.owner(), grant));
    }

    /// Whoever was told that it failed, and is well connected, may have been told that too since:
    /// they stay where they are.
    private Uni<Boolean> isWanted(ConsentCode code, Duration unfinished) {
        Uni<Boolean> stays =
                unfinished.isZero() ? rows.isWellConnected(code.owner()) : Unis.item(false);
        return stays.chain(stay -> stay ? Unis.item(false) : code.takeEffect().get());
    }

    private Uni<Optional<UUID>> store(Caller owner, Grant grant, Duration unfinished) {
        return rows.storeUnbound(owner, sealed(grant, new GrantIdentity(owner, null)), unfinished)
                .map(Optional::of);
    }

    private Uni<Optional<UUID>> retired(Caller owner, Grant grant) {
        GrantIdentity identity = new GrantIdentity(owner, null);
        return retired.hold(UUID.randomUUID(), identity, sealed(grant, identity))
                .replaceWith(Optional.empty());
    }

    /// The user's consents wait from here on.
    public Uni<Void> lock(Caller owner) {
        return rows.lock(owner);
    }

    /// Consents of the row's user wait from here on.
    public Uni<Void> lock(UUID id) {
        return rows.lockOwnerOf(id);
    }

    /// Moves an unbound grant to its account.
    public Uni<UUID> bind(ConnectionRow row, Account account) {
        GrantIdentity bound =
                new GrantIdentity(new Caller(row.tenantId, row.userId), account.uri());
        return rows.bind(row, account, SealedGrant.reseal(cipher, row, bound), UNFINISHED);
    }

    /// Stores the grant that replaces `seen` in its row.
    ///
    /// @return false when somebody stored another one at the same moment
    Uni<Boolean> replace(ConnectionRow row, Grant fresh) {
        return rows.replace(row.id, row.tokenVersion, sealed(fresh, row.grantIdentity()));
    }

    /// What the row will hold no more, and still holds, is revoked.
    ///
    /// @param revoked the version of the grant that is revoked already
    public Uni<Void> letGo(ConnectionRow row, long revoked) {
        return row.tokenVersion == revoked
                ? retired.revokeNow(row.id)
                : retired.overwritten(row.id);
    }

    /// A grant that came too late for its row is revoked.
    Uni<Void> retire(StoredGrant seen, Grant fresh) {
        return retired.hold(seen.connectionId(), seen.identity(), sealed(fresh, seen.identity()));
    }

    /// The user's row that holds one of these refresh tokens, wherever its grant has moved.
    Uni<Optional<ConnectionRow>> holding(Caller owner, List<SecretString> refreshTokens) {
        return rows.withGrant(owner)
                .map(all ->
                        all.stream()
                                .filter(row -> refreshTokens.contains(refreshOf(row)))
                                .findFirst());
    }

    boolean isHeldBy(ConnectionRow row, Grant grant) {
        return refreshOf(row).equals(grant.refreshToken());
    }

    /// Nothing that anybody looks for, when it cannot be read.
    private SecretString refreshOf(ConnectionRow row) {
        try {
            return SealedGrant.openRefresh(
                    cipher, String.valueOf(row.refreshToken), row.grantIdentity());
        } catch (UndecryptableException broken) {
            return SecretString.of("");
        }
    }

    private SealedGrant sealed(Grant grant, GrantIdentity identity) {
        TokenLife life = new TokenLife(clock.instant(), grant.expiresAt());
        return SealedGrant.seal(cipher, grant, identity, life, schedule.dueAt(life));
    }
}
