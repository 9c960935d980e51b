package io.advicly.calendly.connection.consent;

import io.advicly.calendly.calendly.Account;
import io.advicly.calendly.calendly.AuthorizationRequest;
import io.advicly.calendly.calendly.Calendly;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.Grant;
import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.grant.ConsentCode;
import io.advicly.calendly.connection.grant.GrantKeeping;
import io.advicly.calendly.connection.token.AccessTokens;
import io.advicly.calendly.connection.token.HeldGrants;
import io.advicly.calendly.platform.chain.CallersContext;
import io.advicly.calendly.platform.stop.ShutdownGuard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/// From consent at Calendly to a connection that knows its account.
@ApplicationScoped
public class CodeExchangeFlow {

    private final Calendly calendly;
    private final Connections connections;
    private final AccessTokens tokens;
    private final HeldGrants held;
    private final ShutdownGuard shutdownGuard;

    CodeExchangeFlow(
            Calendly calendly,
            Connections connections,
            AccessTokens tokens,
            HeldGrants held,
            ShutdownGuard shutdownGuard) {
        this.calendly = calendly;
        this.connections = connections;
        this.tokens = tokens;
        this.held = held;
        this.shutdownGuard = shutdownGuard;
    }

    public URI authorizeUrl(String state, String codeChallenge, URI redirectUri) {
        return calendly.authorizeUrl(new AuthorizationRequest(state, codeChallenge, redirectUri));
    }

    /// Exchanges the code and stores the grant before anything else uses it.
    public Uni<Exchanged> exchange(ConsentCode code) {
        return shutdownGuard
                .finish(stored(code))
                .onFailure(CodeExchangeFlow::isRefused)
                .recoverWithItem(new Exchanged.Refused());
    }

    private Uni<Exchanged> stored(ConsentCode code) {
        return CallersContext.keep(
                        calendly.exchangeCode(code.exchange(), late -> await(code, late)))
                .chain(grant -> kept(code, grant))
                .map(stored ->
                        stored.<Exchanged>map(Exchanged.Stored::new)
                                .orElseGet(Exchanged.Withdrawn::new));
    }

    /// Once whoever consented waits no longer, the sweep goes on at once.
    private Uni<Optional<Connection>> kept(ConsentCode code, Grant grant) {
        AtomicBoolean left = new AtomicBoolean();
        return held.store(UUID.randomUUID(), () -> storeUnlessLeft(code, grant, left))
                .onFailure()
                .invoke(() -> left.set(true));
    }

    private Uni<Optional<Connection>> storeUnlessLeft(
            ConsentCode code, Grant grant, AtomicBoolean left) {
        return connections.storeGrant(
                code, grant, left.get() ? Duration.ZERO : GrantKeeping.UNFINISHED);
    }

    /// Whoever consented is told that Calendly does not answer; the sweep completes what comes.
    private void await(ConsentCode code, Uni<Grant> late) {
        UUID key = UUID.randomUUID();
        held.goOn(
                key,
                () ->
                        CallersContext.keep(late)
                                .chain(grant -> storeLate(grant, key, code))
                                .replaceWithVoid());
    }

    private Uni<Optional<Connection>> storeLate(Grant grant, UUID key, ConsentCode code) {
        return held.store(key, () -> connections.storeGrant(code, grant, Duration.ZERO));
    }

    /// Gives the grant that a connection holds to the connection of the account it belongs to.
    ///
    /// @param version of the grant that Calendly was asked with
    /// @return empty when the connection is gone: somebody else has bound its grant meanwhile;
    ///   fails with [OtherGrantException] when it holds another grant by now
    public Uni<Optional<Connection>> bind(UUID connectionId, Account account, long version) {
        return tokens.whileNobodyRefreshes(
                connectionId, () -> connections.bind(connectionId, account, version));
    }

    /// Calendly refuses to tell whose grant it is. Where nobody knows, it is good for nothing and
    /// is given back.
    Uni<Void> insufficient(UUID connectionId) {
        return connections.giveUp(connectionId);
    }

    private static boolean isRefused(Throwable failure) {
        return failure instanceof CalendlyFailure.GrantRejected
                || failure instanceof CalendlyFailure.Rejected;
    }
}
