package io.advicly.calendly.lifecycle.completion;

import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.LinkedAccount;
import io.advicly.calendly.connection.consent.AccountLookup;
import io.advicly.calendly.connection.organization.Organizations;
import io.advicly.calendly.lifecycle.disconnect.CleanUp;
import io.advicly.calendly.platform.chain.Deadline;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.journal.Journal;
import io.advicly.calendly.subscription.controller.OrganizationController;
import io.advicly.calendly.sync.job.SyncJobs;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Function;

/// Steps 5 to 8 of flow 1, from a stored grant on: look up the account, have its organization
/// reconciled, activate, start the sync.
@ApplicationScoped
public class ConnectCompletion {

    private final AccountLookup account;
    private final OrganizationController controller;
    private final Organizations organizations;
    private final Activation activation;
    private final SyncJobs syncs;
    private final CleanUp cleanUp;
    private final Journal journal;

    ConnectCompletion(
            AccountLookup account,
            OrganizationController controller,
            Organizations organizations,
            Activation activation,
            SyncJobs syncs,
            CleanUp cleanUp,
            Journal journal) {
        this.account = account;
        this.controller = controller;
        this.organizations = organizations;
        this.activation = activation;
        this.syncs = syncs;
        this.cleanUp = cleanUp;
        this.journal = journal;
    }

    /// For one call, however often it comes here: its user waits for all organizations together.
    public Deadline deadline() {
        return controller.deadline();
    }

    public Uni<CompletionResult> complete(Connection stored, Deadline deadline) {
        return stored.account() == null
                ? account.lookUp(stored).chain(bound -> attendAndActivate(bound, deadline))
                : again(stored, stored.boundAccount(), deadline);
    }

    private Uni<CompletionResult> attendAndActivate(Optional<Connection> bound, Deadline deadline) {
        return alive(
                bound, it -> attended(it, deadline).chain(() -> activate(it, false, deadline)));
    }

    /// Whose grant it is was known: the account is asked for, and its organization reconciled, at
    /// the same time. Each has a context of its own.
    private Uni<CompletionResult> again(
            Connection stored, LinkedAccount before, Deadline deadline) {
        return organizations
                .markConsented(before.organizationUri(), before.uri())
                .chain(() -> lookUpBesideAttending(stored, deadline))
                .chain(bound -> alive(bound, it -> activateAgain(it, before, deadline)));
    }

    private Uni<Optional<Connection>> lookUpBesideAttending(Connection stored, Deadline deadline) {
        return Uni.combine()
                .all()
                .unis(account.lookUp(stored), attended(stored, deadline))
                .with((bound, attended) -> bound);
    }

    private Uni<CompletionResult> activateAgain(
            Connection it, LinkedAccount before, Deadline deadline) {
        return isStillIn(before, it)
                ? activate(it, false, deadline)
                : attended(it, deadline).chain(() -> activate(it, true, deadline));
    }

    private static boolean isStillIn(LinkedAccount before, Connection bound) {
        return bound.boundAccount().organizationUri().equals(before.organizationUri());
    }

    /// For a few seconds: whatever Calendly makes of it, the user is connected, and the status
    /// tells the rest.
    private Uni<Void> attended(Connection bound, Deadline deadline) {
        return controller.attend(bound.boundAccount().organizationUri(), deadline);
    }

    private static Uni<CompletionResult> alive(
            Optional<Connection> bound, Function<Connection, Uni<CompletionResult>> work) {
        return bound.filter(it -> !it.isLetGo())
                .map(work)
                .orElseGet(ConnectCompletion::consentNeeded);
    }

    private Uni<CompletionResult> activate(Connection bound, boolean moved, Deadline deadline) {
        return activation
                .activate(bound, moved)
                .chain(active ->
                        active.map(it -> welcome(it, deadline))
                                .orElseGet(ConnectCompletion::consentNeeded));
    }

    /// The account that the user has left for this one is cleaned up now, or by the sweep.
    private Uni<CompletionResult> welcome(Connection connected, Deadline deadline) {
        return Unis.item(connected)
                .invoke(syncs::ring)
                .call(active -> cleanUp.closing(active.owner(), deadline))
                .call(this::noteConnected)
                .map(CompletionResult.Done::new);
    }

    private Uni<Void> noteConnected(Connection active) {
        return journal.note(
                active.entry("connection.connected")
                        .with("account", active.boundAccount().uri())
                        .with("organization", active.boundAccount().organizationUri()));
    }

    private static Uni<CompletionResult> consentNeeded() {
        return Unis.item(new CompletionResult.ConsentNeeded());
    }
}
