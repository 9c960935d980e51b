package io.advicly.calendly.connection.token;

import io.advicly.calendly.calendly.Access;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.RequestIds;
import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.grant.Grants;
import io.advicly.calendly.connection.grant.Refreshed;
import io.advicly.calendly.connection.grant.StoredGrant;
import io.advicly.calendly.platform.chain.CallersContext;
import io.advicly.calendly.platform.chain.SingleFlight;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.failure.TryAgain;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/// The one way to a valid access token of a connection: the stored one while it is fresh enough,
/// else that of one refresh, which everybody in this process shares and other replicas wait for.
@ApplicationScoped
public class AccessTokens {

    private final Grants grants;
    private final InsufficientConsentRepository insufficient;
    private final GrantRefresh refresh;
    private final Clock clock;
    private final SingleFlight<Wanted, Refreshed> singleFlight = new SingleFlight<>();

    AccessTokens(
            Grants grants,
            InsufficientConsentRepository insufficient,
            GrantRefresh refresh,
            Clock clock) {
        this.grants = grants;
        this.insufficient = insufficient;
        this.refresh = refresh;
        this.clock = clock;
    }

    /// A grant that is newer than one somebody has seen.
    private record Wanted(UUID connectionId, long newerThan) {}

    /// Runs `work` with a valid access token: the one way to call Calendly on a user's behalf.
    ///
    /// Where Calendly answers 401 although the token is fresh, somebody has ended it early: the
    /// grant is refreshed once and `work` is done once more. Hence it must be repeatable.
    ///
    /// @return fails with [ConsentNeededException] when there is no usable grant, and with what
    ///   Calendly answered when `work` does
    public <T> Uni<T> with(UUID connectionId, Function<Access, Uni<T>> work) {
        return versioned(connectionId, work).map(Versioned::value);
    }

    /// What came of work, and with which version of the grant.
    public record Versioned<T>(T value, long version) {}

    /// The same for whoever stores what comes of it in the connection: another grant may take the
    /// place of the one that Calendly was asked with.
    public <T> Uni<Versioned<T>> versioned(UUID connectionId, Function<Access, Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() -> {
                    RequestIds ids = new RequestIds();
                    return token(connectionId, valid(connectionId))
                            .chain(token -> tried(connectionId, work, token, ids));
                });
    }

    /// Why there is no token is not to be taken for what Calendly says to the work.
    private static Throwable notRenewed(Throwable refusal) {
        return new CalendlyFailure.NotRenewed((CalendlyFailure) refusal);
    }

    /// A grant whose tokens are refused as soon as they are made is used for one more only now and
    /// then.
    private <T> Uni<Versioned<T>> tried(
            UUID connectionId,
            Function<Access, Uni<T>> work,
            Refreshed.Token token,
            RequestIds ids) {
        Uni<Versioned<T>> first = done(connectionId, work, token, ids);
        return token.mistrust().mayRenew()
                ? first.onFailure(CalendlyFailure.Unauthenticated.class)
                        .recoverWithUni(() -> again(connectionId, work, token, ids))
                : first.onFailure(CalendlyFailure.Unauthenticated.class)
                        .call(failure -> refused(connectionId, token, failure));
    }

    /// For how long a token that Calendly refuses is no reason yet to make a new one: whoever was
    /// refused waits so long.
    public Uni<Duration> untilRenewal(UUID connectionId) {
        return grants.find(connectionId)
                .map(found -> found.map(it -> it.mistrust().untilRenewal()).orElse(Duration.ZERO));
    }

    /// A token of a grant that Calendly has confirmed after `connection` was read.
    public Uni<Refreshed> refreshed(Connection connection) {
        return newerThan(connection.id(), connection.tokenVersion());
    }

    /// The same for whoever has seen a version of the grant.
    Uni<Refreshed> newerThan(UUID connectionId, long version) {
        return singleFlight.join(
                new Wanted(connectionId, version), () -> refresh.newerThan(connectionId, version));
    }

    /// Runs `work` while no refresh of this connection is under way anywhere: one that ended after
    /// the grant has moved to another row would have nowhere to store its new token.
    public <T> Uni<T> whileNobodyRefreshes(UUID connectionId, Supplier<Uni<T>> work) {
        return refresh.alone(connectionId, work);
    }

    private Uni<Refreshed> valid(UUID connectionId) {
        return grants.find(connectionId).chain(this::freshOrFresher);
    }

    private Uni<? extends Refreshed> freshOrFresher(Optional<StoredGrant> found) {
        return found.map(stored ->
                        stored.life().isFresh(clock.instant())
                                ? Unis.item(stored.token())
                                : fresher(stored))
                .orElseGet(() -> Unis.item(new Refreshed.ConsentNeeded()));
    }

    /// A token in its last minutes is better than none while the token endpoint gives no new one.
    private Uni<Refreshed> fresher(StoredGrant stored) {
        return newerThan(stored.connectionId(), stored.version())
                .onFailure(failure ->
                        (failure instanceof TryAgain || failure instanceof CalendlyFailure)
                                && !stored.life().isOver(clock.instant()))
                .recoverWithItem(stored.token());
    }

    private <T> Uni<Versioned<T>> again(
            UUID connectionId,
            Function<Access, Uni<T>> work,
            Refreshed.Token refused,
            RequestIds ids) {
        return token(connectionId, newerThan(connectionId, refused.version()))
                .chain(token ->
                        done(connectionId, work, token, ids)
                                .onFailure(CalendlyFailure.Unauthenticated.class)
                                .call(failure -> refused(connectionId, token, failure)));
    }

    private Uni<Void> refused(UUID connectionId, Refreshed.Token token, Throwable failure) {
        return noted(
                insufficient.token(
                        connectionId, token.version(), token.mistrust(), words(failure)));
    }

    private <T> Uni<Versioned<T>> done(
            UUID connectionId,
            Function<Access, Uni<T>> work,
            Refreshed.Token token,
            RequestIds ids) {
        return CallersContext.keep(work.apply(new Access(token.accessToken(), ids)))
                .call(() ->
                        token.mistrust().refused()
                                ? noted(insufficient.trusted(connectionId))
                                : Unis.nothing())
                .map(value -> new Versioned<>(value, token.version()))
                .onFailure(AccessTokens::isForScope)
                .call(failure ->
                        noted(insufficient.scope(connectionId, token.version(), words(failure))));
    }

    private static boolean isForScope(Throwable failure) {
        return failure instanceof CalendlyFailure.Forbidden forbidden
                && forbidden.reason() == CalendlyFailure.Forbidden.Reason.SCOPE;
    }

    private static String words(Throwable failure) {
        return ((CalendlyFailure) failure).answer().words();
    }

    /// A note that cannot be made must not hide what came of the work.
    private static Uni<Void> noted(Uni<Void> note) {
        return CallersContext.keep(note).onFailure().recoverWithNull();
    }

    private static Uni<Refreshed.Token> token(UUID connectionId, Uni<Refreshed> refreshed) {
        return refreshed
                .map(result -> tokenOrFail(result, connectionId))
                .onFailure(CalendlyFailure.Rejected.class)
                .transform(AccessTokens::notRenewed);
    }

    private static Refreshed.Token tokenOrFail(Refreshed result, UUID connectionId) {
        return switch (result) {
            case Refreshed.Token token -> token;
            case Refreshed.ConsentNeeded _ -> throw ConsentNeededException.of(connectionId);
        };
    }
}
