package io.advicly.calendly.meeting.outbox;

import io.advicly.calendly.meeting.store.ChangeRepository;
import io.advicly.calendly.security.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/// Where it is noted that meetings are different: for the live stream, and for the outbox.
@ApplicationScoped
public class ChangeLog {

    private final ChangeRepository changes;
    private final Outbox outbox;

    ChangeLog(ChangeRepository changes, Outbox outbox) {
        this.changes = changes;
        this.outbox = outbox;
    }

    /// Notes that these meetings are different now. Joins the transaction, and is to be its end:
    /// the locks that it takes are held to the end.
    ///
    /// @return whose meetings they are; to be told to the `ChangeNotifier` after the commit
    public Uni<Set<Caller>> note(Collection<UUID> meetingIds) {
        return outbox.changed(meetingIds).chain(() -> changes.record(meetingIds));
    }
}
