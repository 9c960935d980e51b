package io.advicly.calendly.lifecycle;

import io.advicly.calendly.connection.AccessTokens;
import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.Connections;
import io.advicly.calendly.connection.Consent;
import io.advicly.calendly.connection.Refreshed;
import io.advicly.calendly.security.Caller;
import io.advicly.calendly.subscription.Reconciled;
import io.advicly.calendly.subscription.SubscriptionReconciler;
import io.advicly.calendly.sync.SyncJobs;
import io.advicly.calendly.sync.SyncKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Flow 1: connect and reconnect.
@ApplicationScoped
class ConnectFlow {

    private static final Logger LOG = Logger.getLogger(ConnectFlow.class);

    private final Connections connections;
    private final AccessTokens tokens;
    private final Consent consent;
    private final OAuthStates states;
    private final SubscriptionReconciler subscriptions;
    private final SyncJobs syncs;
    private final StatusQuery status;
    private final Addresses addresses;

    ConnectFlow(
            Connections connections,
            AccessTokens tokens,
            Consent consent,
            OAuthStates states,
            SubscriptionReconciler subscriptions,
            SyncJobs syncs,
            StatusQuery status,
            Addresses addresses) {
        this.connections = connections;
        this.tokens = tokens;
        this.consent = consent;
        this.states = states;
        this.subscriptions = subscriptions;
        this.syncs = syncs;
        this.status = status;
        this.addresses = addresses;
    }

    /// Steps 1 to 3: check, refresh, authorize.
    Uni<ConnectOutcome> connect(Caller caller, ConnectRequest request) {
        Optional<URI> returnTo = addresses.returnTo().resolve(request.returnTo());
        if (returnTo.isEmpty()) {
            return Uni.createFrom().item(new ConnectOutcome.ReturnToNotAllowed());
        }
        return connections
                .of(caller)
                .map(found -> found.filter(it -> it.hasGrant() && !request.switchAccount()))
                .chain(usable -> usable.map(this::refresh).orElseGet(ConnectFlow::consentNeeded))
                .chain(outcome ->
                        switch (outcome) {
                            case Connected.Done done -> connected(done.connection());
                            case Connected.ConsentNeeded _ ->
                                    authorize(caller, returnTo.get(), request.switchAccount());
                        });
    }

    /// Steps 5 to 8, from a stored grant on: bind the account, reconcile, activate, start the sync.
    Uni<Connected> complete(Connection stored) {
        return consent.bind(stored)
                .chain(bound -> bound.map(this::reconcile).orElseGet(ConnectFlow::consentNeeded));
    }

    private Uni<Connected> refresh(Connection connection) {
        return tokens.refreshed(connection)
                .chain(refreshed ->
                        switch (refreshed) {
                            case Refreshed.Token _ -> complete(connection);
                            case Refreshed.ConsentNeeded _ -> consentNeeded();
                        });
    }

    private Uni<Connected> reconcile(Connection bound) {
        return subscriptions
                .reconcile(bound)
                .chain(reconciled ->
                        switch (reconciled) {
                            case Reconciled.Healthy _, Reconciled.PlanNotAllowed _ ->
                                    activate(bound);
                            case Reconciled.ConsentNeeded _ -> consentNeeded();
                        });
    }

    private Uni<Connected> activate(Connection bound) {
        return connections
                .activate(bound)
                .call(active -> syncs.store(active.id(), SyncKind.INITIAL))
                .invoke(syncs::ring)
                .invoke(active ->
                        LOG.infof(
                                "connection.connected connection=%s account=%s",
                                active.id(), active.boundAccount().uri()))
                .map(Connected.Done::new);
    }

    private Uni<ConnectOutcome> authorize(Caller caller, URI returnTo, boolean switchAccount) {
        return states.create(caller, returnTo, switchAccount)
                .map(ticket ->
                        new ConnectOutcome.AuthorizationRequired(
                                consent.authorizeUrl(
                                                ticket.state(),
                                                ticket.codeChallenge(),
                                                addresses.callback())
                                        .toString(),
                                ticket));
    }

    private Uni<ConnectOutcome> connected(Connection connection) {
        return status.view(connection).map(ConnectOutcome.Connected::new);
    }

    private static Uni<Connected> consentNeeded() {
        return Uni.createFrom().item(new Connected.ConsentNeeded());
    }
}
