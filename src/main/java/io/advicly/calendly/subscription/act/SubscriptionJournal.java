package io.advicly.calendly.subscription.act;

import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.consent.Connections;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.journal.Journal;
import io.advicly.calendly.platform.journal.JournalEntry;
import io.advicly.calendly.subscription.claim.Run;
import io.advicly.calendly.subscription.plan.Step;
import io.advicly.calendly.subscription.record.SubscriptionRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/// Notes what becomes of subscriptions. Entries name the organization and Calendly's request ids;
/// no URL token, no key.
@ApplicationScoped
public class SubscriptionJournal {

    private final Journal journal;
    private final Connections connections;

    SubscriptionJournal(Journal journal, Connections connections) {
        this.journal = journal;
        this.connections = connections;
    }

    /// What is being retried will be disabled in a day: worth a word each time it is seen.
    Uni<Void> kept(Run run, Step.Keep step) {
        return step.retryStartedAt() == null
                ? nothing()
                : note(
                        entry(run, "subscription.retrying")
                                .with("subscription", step.webhookUri())
                                .with("retry_started_at", step.retryStartedAt()));
    }

    Uni<Void> created(Run run, Step.Create step, String webhookUri) {
        run.tally().created++;
        return connections
                .byId(step.carrier())
                .map(carrier ->
                        carrier.map(it -> it.entry("subscription.created"))
                                .orElseGet(() -> JournalEntry.of("subscription.created")))
                .map(journalEntry ->
                        facts(run, journalEntry)
                                .with("subscription", webhookUri)
                                .with("scope", SubscriptionRow.scopeOf(step.owner())))
                .chain(this::note);
    }

    Uni<Void> lost(Run run, Step.Lose step) {
        run.tally().lost++;
        return note(
                entry(run, "subscription.lost")
                        .with("subscription", step.row())
                        .with("reason", step.why()));
    }

    Uni<Void> forgotten(Run run, Step.Forget step) {
        if (!step.lost()) {
            return nothing();
        }
        run.tally().lost++;
        return note(
                entry(run, "subscription.lost")
                        .with("subscription", step.row())
                        .with("reason", "It is gone at Calendly."));
    }

    Uni<Void> orphaned(Run run, UUID row) {
        run.tally().orphaned++;
        return note(entry(run, "subscription.orphaned").with("subscription", row));
    }

    /// @param closed false when the user has connected again meanwhile
    Uni<Void> released(Run run, Optional<Connection> connection, boolean closed) {
        return connection
                .map(it ->
                        note(facts(run, it.entry("subscription.released")))
                                .chain(() -> noteClosed(it, run, closed)))
                .orElseGet(SubscriptionJournal::nothing);
    }

    private Uni<Void> noteClosed(Connection it, Run run, boolean closed) {
        return note(
                it.entry("connection.closed")
                        .with("organization", run.claim().organizationUri())
                        .with("closed", closed));
    }

    /// How a run ended that has done something.
    public Uni<Void> reconciled(Run run, String outcome) {
        Run.Tally tally = run.tally();
        if (tally.isEmpty()) {
            return nothing();
        }
        JournalEntry journalEntry =
                entry(run, "subscription.reconciled")
                        .with("result", outcome)
                        .with("created", tally.created)
                        .with("deleted", tally.deleted)
                        .with("orphaned", tally.orphaned)
                        .with("let_go", tally.letGo);
        return note(journalEntry).chain(() -> noteReleased(tally, run));
    }

    private Uni<Void> noteReleased(Run.Tally tally, Run run) {
        return tally.deleted + tally.orphaned == 0
                ? nothing()
                : note(
                        entry(run, "subscription.released")
                                .with("deleted", tally.deleted)
                                .with("orphans", tally.orphaned));
    }

    /// Everybody who stays is served again after deliveries may have been missed.
    public Uni<Void> healed(Run run) {
        return note(entry(run, "subscription.healed"));
    }

    private Uni<Void> note(JournalEntry journalEntry) {
        return journal.note(journalEntry);
    }

    private static JournalEntry entry(Run run, String action) {
        return facts(run, JournalEntry.of(action));
    }

    private static JournalEntry facts(Run run, JournalEntry journalEntry) {
        return journalEntry
                .with("organization", run.claim().organizationUri())
                .with("request_ids", run.requestIds());
    }

    private static Uni<Void> nothing() {
        return Unis.nothing();
    }
}
