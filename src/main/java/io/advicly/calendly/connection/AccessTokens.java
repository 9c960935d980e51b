package io.advicly.calendly.connection;

import io.advicly.calendly.calendly.Access;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.RequestIds;
import io.advicly.calendly.platform.CallersContext;
import io.advicly.calendly.platform.TryAgain;
import io.advicly.calendly.platform.UnderWay;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/// The one way to a valid access token of a connection: the stored one while it is fresh enough,
/// else that of one refresh, which everybody in this process shares and other replicas wait for.
@ApplicationScoped
public class AccessTokens {

    private final Grants grants;
    private final GrantRefresh refresh;
    private final Clock clock;
    private final UnderWay<Wanted, Refreshed> underWay = new UnderWay<>();

    AccessTokens(Grants grants, GrantRefresh refresh, Clock clock) {
        this.grants = grants;
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
        return Uni.createFrom()
                .deferred(() -> {
                    RequestIds ids = new RequestIds();
                    return token(connectionId, valid(connectionId))
                            .chain(token ->
                                    done(work, token, ids)
                                            .onFailure(CalendlyFailure.Unauthenticated.class)
                                            .recoverWithUni(
                                                    () -> again(connectionId, work, token, ids)));
                });
    }

    /// A token of a grant that Calendly has confirmed after `connection` was read.
    public Uni<Refreshed> refreshed(Connection connection) {
        return newerThan(connection.id(), connection.tokenVersion());
    }

    /// The same for whoever has seen a version of the grant.
    Uni<Refreshed> newerThan(UUID connectionId, long version) {
        return underWay.join(
                new Wanted(connectionId, version), () -> refresh.newerThan(connectionId, version));
    }

    /// Runs `work` while no refresh of this connection is under way anywhere: one that ended after
    /// the grant has moved to another row would have nowhere to store its new token.
    <T> Uni<T> whileNobodyRefreshes(UUID connectionId, Supplier<Uni<T>> work) {
        return refresh.alone(connectionId, work);
    }

    private Uni<Refreshed> valid(UUID connectionId) {
        return grants.of(connectionId)
                .chain(found ->
                        found.map(stored ->
                                        stored.life().isFresh(clock.instant())
                                                ? Uni.createFrom().item(stored.token())
                                                : fresher(stored))
                                .orElseGet(() ->
                                        Uni.createFrom().item(new Refreshed.ConsentNeeded())));
    }

    /// A token in its last minutes is better than none while the token endpoint is away.
    private Uni<Refreshed> fresher(StoredGrant stored) {
        return newerThan(stored.connectionId(), stored.version())
                .onFailure(failure ->
                        failure instanceof TryAgain && !stored.life().isOver(clock.instant()))
                .recoverWithItem(stored.token());
    }

    private <T> Uni<T> again(
            UUID connectionId,
            Function<Access, Uni<T>> work,
            Refreshed.Token refused,
            RequestIds ids) {
        return token(connectionId, newerThan(connectionId, refused.version()))
                .chain(token -> done(work, token, ids));
    }

    private static <T> Uni<T> done(
            Function<Access, Uni<T>> work, Refreshed.Token token, RequestIds ids) {
        return CallersContext.keep(work.apply(new Access(token.accessToken(), ids)));
    }

    private static Uni<Refreshed.Token> token(UUID connectionId, Uni<Refreshed> refreshed) {
        return refreshed.map(result ->
                switch (result) {
                    case Refreshed.Token token -> token;
                    case Refreshed.ConsentNeeded _ -> throw ConsentNeededException.of(connectionId);
                });
    }
}
