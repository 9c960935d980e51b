package io.advicly.calendly.meeting.stream;

import io.advicly.calendly.meeting.store.ChangeRepository;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.security.identity.Caller;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.OptionalLong;

/// A user's changes in the order in which they happened.
@ApplicationScoped
class MeetingFeed {

    private final ChangeRepository changes;
    private final FeedReads reads;

    MeetingFeed(ChangeRepository changes, FeedReads reads) {
        this.changes = changes;
        this.reads = reads;
    }

    /// What changed after `id`, in order: a page of it.
    Uni<List<FeedReads.Change>> after(Caller caller, long id) {
        return reads.after(caller, id);
    }

    /// Where a stream begins.
    ///
    /// @param resumed whether it goes on where another one ended; false: from now on
    record Start(long id, boolean resumed) {}

    /// @param lastId where the caller has got to; empty for somebody new. One that was never handed
    ///   out, by another installation for example, is as good as none
    @WithTransaction
    public Uni<Start> start(Caller caller, OptionalLong lastId) {
        if (lastId.isEmpty()) {
            return changes.latest(caller).map(id -> new Start(id, false));
        }
        return changes.latestOfAll()
                .chain(latest ->
                        lastId.getAsLong() <= latest
                                ? Unis.item(new Start(lastId.getAsLong(), true))
                                : changes.latest(caller).map(id -> new Start(id, false)));
    }
}
