package io.advicly.calendly.webhook.admin;

import io.advicly.calendly.platform.journal.Journal;
import io.advicly.calendly.platform.journal.JournalEntry;
import io.advicly.calendly.security.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// Notes who has looked into a body: it holds names and addresses.
@ApplicationScoped
class Reveals {

    private final Journal journal;

    Reveals(Journal journal) {
        this.journal = journal;
    }

    Uni<Void> note(UUID delivery, Caller operator) {
        return journal.note(
                JournalEntry.of("delivery.revealed", operator.tenantId(), operator.userId(), null)
                        .with("delivery", delivery));
    }
}
