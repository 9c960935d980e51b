package io.advicly.calendly.console;

import io.advicly.calendly.platform.problem.ProblemDocument;
import io.advicly.calendly.security.identity.IssuerAway;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/// Finds out who is at the browser, and has whoever is not known sign in: pages lead to the
/// identity provider, nothing else does.
@ApplicationScoped
class SignIn {

    private static final Logger LOG = Logger.getLogger(SignIn.class);

    private static final int UNAUTHENTICATED = 401;
    private static final int UNAVAILABLE = 503;

    private final HttpAuthenticator authenticator;
    private final ConsoleReply reply;

    SignIn(HttpAuthenticator authenticator, ConsoleReply reply) {
        this.authenticator = authenticator;
        this.reply = reply;
    }

    void page(RoutingContext call, Consumer<SecurityIdentity> known) {
        identity(call)
                .subscribe()
                .with(
                        identity -> meet(identity, known, () -> lead(call)),
                        failure -> pageFailed(call, failure));
    }

    /// What pages are made of, and what they call.
    void rest(RoutingContext call, Consumer<SecurityIdentity> known) {
        identity(call)
                .subscribe()
                .with(
                        identity -> meet(identity, known, () -> unknown(call)),
                        failure -> restFailed(call, failure));
    }

    private static void meet(
            SecurityIdentity identity, Consumer<SecurityIdentity> known, Runnable unknown) {
        if (identity.isAnonymous()) {
            unknown.run();
        } else {
            known.accept(identity);
        }
    }

    private static Uni<SecurityIdentity> identity(RoutingContext call) {
        // Quarkus answers failures by itself unless somebody else is asked to, which is here.
        BiConsumer<RoutingContext, Throwable> ours = (it, failure) -> {};
        var _ = call.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, ours);
        Uni<SecurityIdentity> known =
                Objects.requireNonNull(call.get(QuarkusHttpUser.DEFERRED_IDENTITY_KEY));
        return known;
    }

    private void lead(RoutingContext call) {
        authenticator
                .sendChallenge(call)
                .subscribe()
                .with(sent -> challenged(call), failure -> pageFailed(call, failure));
    }

    private void challenged(RoutingContext call) {
        if (call.response().ended()) {
            return;
        }
        if (call.response().getStatusCode() == UNAUTHENTICATED) {
            reply.page(call, UNAUTHENTICATED, "sign-in-failed.html");
            return;
        }
        var _ =
                call.response()
                        .putHeader("Cache-Control", "no-store")
                        .putHeader("Referrer-Policy", "no-referrer")
                        .end();
    }

    private void pageFailed(RoutingContext call, Throwable failure) {
        if (call.response().ended()) {
            return;
        }
        if (failure instanceof AuthenticationRedirectException redirect) {
            ConsoleReply.to(call, redirect.getCode(), redirect.getRedirectUri());
        } else if (IssuerAway.isCauseOf(failure)) {
            reply.page(call, UNAVAILABLE, "provider-away.html");
        } else if (failure instanceof AuthenticationCompletionException) {
            reply.page(call, UNAUTHENTICATED, "sign-in-failed.html");
        } else if (failure instanceof AuthenticationFailedException) {
            lead(call);
        } else {
            unexpected(call, failure);
        }
    }

    private static void restFailed(RoutingContext call, Throwable failure) {
        if (IssuerAway.isCauseOf(failure)) {
            ProblemDocument.answer(call.request(), IssuerAway.problem());
        } else if (failure instanceof SecurityException) {
            unknown(call);
        } else {
            unexpected(call, failure);
        }
    }

    private static void unknown(RoutingContext call) {
        ProblemDocument.answer(call.request(), ConsoleGate.notSignedIn());
    }

    private static void unexpected(RoutingContext call, Throwable failure) {
        LOG.error("A page of the console could not be shown", failure);
        call.fail(failure);
    }
}
