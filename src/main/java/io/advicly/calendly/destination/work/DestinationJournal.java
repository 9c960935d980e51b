package io.advicly.calendly.destination.work;

import io.advicly.calendly.destination.send.Answered;
import io.advicly.calendly.feed.Event;
import io.advicly.calendly.platform.journal.Journal;
import io.advicly.calendly.platform.journal.JournalEntry;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/// Remembers what becomes of destinations: a line where one changes its state, a count of each
/// attempt. No address: it may hold a secret.
@ApplicationScoped
class DestinationJournal {

    /// Attempts to deliver an event, by `outcome`: `delivered`, `refused` (another answer), `gone`
    /// (410), `unanswered`.
    static final String ATTEMPTS = "destinations.attempts";

    private final Journal journal;
    private final MeterRegistry meters;

    DestinationJournal(Journal journal, MeterRegistry meters) {
        this.journal = journal;
        this.meters = meters;
    }

    void attempted(Answered answered) {
        meters.counter(ATTEMPTS, "outcome", outcome(answered)).increment();
    }

    private static String outcome(Answered answered) {
        if (answered.isDelivered()) {
            return "delivered";
        }
        if (answered.isGone()) {
            return "gone";
        }
        return answered.status() == null ? "unanswered" : "refused";
    }

    /// @param what follows `destination.`
    Uni<Void> note(Job job, String what) {
        return journal.note(entry(job, what));
    }

    /// What had failed was not kept for as long as it took, and was never delivered.
    Uni<Void> lost(Job job, long from) {
        return journal.note(entry(job, "events_lost").with("from", Event.id(from)));
    }

    private static JournalEntry entry(Job job, String what) {
        return new JournalEntry("destination." + what, job.tenantId(), null, null, null, Map.of())
                .with("destination", job.id());
    }
}
