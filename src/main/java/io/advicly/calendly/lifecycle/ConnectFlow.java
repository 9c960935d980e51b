package io.advicly.calendly.lifecycle;

import io.advicly.calendly.connection.AccessTokens;
import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.Connections;
import io.advicly.calendly.connection.Consent;
import io.advicly.calendly.connection.Milestone;
import io.advicly.calendly.connection.Milestones;
import io.advicly.calendly.connection.Refreshed;
import io.advicly.calendly.platform.Journal;
import io.advicly.calendly.security.Caller;
import io.advicly.calendly.subscription.Reconciled;
import io.advicly.calendly.subscription.SubscriptionReconciler;
import io.advicly.calendly.subscription.SubscriptionRelease;
import io.advicly.calendly.sync.SyncJobs;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;

/// Flow 1: connect and reconnect.
@ApplicationScoped
class ConnectFlow {

    private final Connections connections;
    private final AccessTokens tokens;
    private final Consent consent;
    private final OAuthStates states;
    private final SubscriptionReconciler subscriptions;
    private final SubscriptionRelease release;
    private final SyncJobs syncs;
    private final Activation activation;
    private final Milestones milestones;
    private final Journal journal;
    private final CleanUp cleanUp;
    private final StatusQuery status;
    private final Addresses addresses;

    ConnectFlow(
            Connections connections,
            AccessTokens tokens,
            Consent consent,
            OAuthStates states,
            SubscriptionReconciler subscriptions,
            SubscriptionRelease release,
            SyncJobs syncs,
            Activation activation,
            Milestones milestones,
            Journal journal,
            CleanUp cleanUp,
            StatusQuery status,
            Addresses addresses) {
        this.connections = connections;
        this.tokens = tokens;
        this.consent = consent;
        this.states = states;
        this.subscriptions = subscriptions;
        this.release = release;
        this.syncs = syncs;
        this.activation = activation;
        this.milestones = milestones;
        this.journal = journal;
        this.cleanUp = cleanUp;
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
                .map(found -> found.filter(it -> it.mayRefresh() && !request.switchAccount()))
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
                .call(bound -> leaveOrganization(stored, bound))
                .chain(bound -> bound.map(this::reconcile).orElseGet(ConnectFlow::consentNeeded));
    }

    /// Calendly moves an account that another organization has invited (calendly-api 1.6): what it
    /// carried for the old one is handed over there.
    private Uni<Void> leaveOrganization(Connection before, Optional<Connection> bound) {
        return before.account() == null
                        || bound.isEmpty()
                        || before.boundAccount()
                                .organizationUri()
                                .equals(bound.get().boundAccount().organizationUri())
                ? Uni.createFrom().voidItem()
                : release.release(bound.get(), before.boundAccount().organizationUri())
                        .replaceWithVoid();
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
                .invoke(() -> milestones.reached(Milestone.SUBSCRIPTION_RECONCILED))
                .chain(reconciled ->
                        switch (reconciled) {
                            case Reconciled.Healthy _, Reconciled.PlanNotAllowed _ ->
                                    activate(bound);
                            case Reconciled.ConsentNeeded _ -> consentNeeded();
                        });
    }

    private Uni<Connected> activate(Connection bound) {
        return activation
                .of(bound)
                .invoke(() -> milestones.reached(Milestone.CONNECTION_ACTIVATED))
                .invoke(syncs::ring)
                .call(active -> leaveOthers(active.owner()))
                .call(active ->
                        journal.note(
                                active.entry("connection.connected")
                                        .with("account", active.boundAccount().uri())))
                .map(Connected.Done::new);
    }

    /// Step 6: the account that the user has left for this one. Cleaned up now or by the sweep.
    private Uni<Void> leaveOthers(Caller owner) {
        return connections.closing(owner).chain(cleanUp::of);
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
