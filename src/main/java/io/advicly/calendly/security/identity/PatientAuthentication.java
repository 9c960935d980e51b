package io.advicly.calendly.security.identity;

import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/// Verifies bearer tokens as Quarkus does, within a limit, whatever the identity provider does: who
/// is not answered by then is told that it is away, and so is who brings a key that could not be
/// looked up.
@Alternative
@Priority(1)
@ApplicationScoped
class PatientAuthentication implements HttpAuthenticationMechanism {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final OidcAuthenticationMechanism oidc;
    private final IssuerCalls calls;
    private final Vertx vertx;

    PatientAuthentication(OidcAuthenticationMechanism oidc, IssuerCalls calls, Vertx vertx) {
        this.oidc = oidc;
        this.calls = calls;
        this.vertx = vertx;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            RoutingContext context, IdentityProviderManager identities) {
        return limited(oidc.authenticate(context, identities))
                .onFailure(refused -> calls.areUnanswered() && IssuerAway.isUnknownKey(refused))
                .transform(refused -> away("the key of the token could not be looked up"));
    }

    /// By a timer of the request's own loop, so that the request stays on it.
    private Uni<SecurityIdentity> limited(Uni<SecurityIdentity> known) {
        return Uni.createFrom().emitter(emitter -> awaitInto(emitter, known));
    }

    private void awaitInto(
            UniEmitter<? super SecurityIdentity> emitter, Uni<SecurityIdentity> known) {
        long timer =
                vertx.setTimer(
                        LIMIT.toMillis(),
                        late -> emitter.fail(away("nobody has verified the token")));
        known.onTermination()
                .invoke(() -> vertx.cancelTimer(timer))
                .subscribe()
                .with(emitter::complete, emitter::fail);
    }

    private static AuthenticationFailedException away(String why) {
        return new AuthenticationFailedException(new TimeoutException(why));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return oidc.getChallenge(context);
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return oidc.getCredentialTypes();
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return oidc.getCredentialTransport(context);
    }

    @Override
    public int getPriority() {
        return oidc.getPriority();
    }
}
