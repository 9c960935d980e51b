package io.advicly.calendly.lifecycle;

import io.advicly.calendly.connection.AccountHint;
import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.Milestone;
import io.advicly.calendly.connection.Milestones;
import io.advicly.calendly.platform.Journal;
import io.advicly.calendly.subscription.LookUp;
import io.advicly.calendly.subscription.Reconciled;
import io.advicly.calendly.subscription.SubscriptionRelease;
import io.advicly.calendly.sync.SyncJobs;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// Steps 5 to 8 of flow 1, from a stored grant on: look up the account, reconcile its
/// organization's subscription, leave what it was before, activate, start the sync.
@ApplicationScoped
class Completion {

    private final LookUp lookUp;
    private final SubscriptionRelease release;
    private final Activation activation;
    private final SyncJobs syncs;
    private final CleanUp cleanUp;
    private final Milestones milestones;
    private final Journal journal;

    Completion(
            LookUp lookUp,
            SubscriptionRelease release,
            Activation activation,
            SyncJobs syncs,
            CleanUp cleanUp,
            Milestones milestones,
            Journal journal) {
        this.lookUp = lookUp;
        this.release = release;
        this.activation = activation;
        this.syncs = syncs;
        this.cleanUp = cleanUp;
        this.milestones = milestones;
        this.journal = journal;
    }

    /// @param hint whose grant the token reply says it is
    Uni<Connected> of(Connection stored, Optional<AccountHint> hint) {
        return lookUp.of(stored, hint)
                .chain(result ->
                        switch (result) {
                            case LookUp.Result.ConsentNeeded _ -> consentNeeded();
                            case LookUp.Result.Found found -> go(found);
                        });
    }

    private Uni<Connected> go(LookUp.Result.Found found) {
        milestones.reached(Milestone.SUBSCRIPTION_RECONCILED);
        return switch (found.reconciled()) {
            case Reconciled.Healthy _, Reconciled.PlanNotAllowed _ ->
                    release.elsewhere(found.bound()).chain(() -> activate(found.bound()));
            case Reconciled.ConsentNeeded _ -> consentNeeded();
        };
    }

    private Uni<Connected> activate(Connection bound) {
        return activation
                .of(bound)
                .chain(active -> active.map(this::welcome).orElseGet(Completion::consentNeeded));
    }

    /// The account that the user has left for this one is cleaned up now, or by the sweep.
    private Uni<Connected> welcome(Connection connected) {
        return Uni.createFrom()
                .item(connected)
                .invoke(() -> milestones.reached(Milestone.CONNECTION_ACTIVATED))
                .invoke(syncs::ring)
                .call(active -> cleanUp.closing(active.owner()))
                .call(active ->
                        journal.note(
                                active.entry("connection.connected")
                                        .with("account", active.boundAccount().uri())
                                        .with(
                                                "organization",
                                                active.boundAccount().organizationUri())))
                .map(Connected.Done::new);
    }

    private static Uni<Connected> consentNeeded() {
        return Uni.createFrom().item(new Connected.ConsentNeeded());
    }
}
