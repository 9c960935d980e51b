package io.advicly.calendly.meeting;

import io.advicly.calendly.feed.Feed;
import io.advicly.calendly.platform.InBatches;
import io.advicly.calendly.platform.database.StatementLimit;
import io.advicly.calendly.security.EmailAddress;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// Erases an invitee's address from a tenant's meetings, a page at a time. The meetings stay.
///
/// That the address is erased is remembered, durably, before anything is looked for: what is
/// projected from then on knows it, and what was under way has ended before the first page is read.
///
/// To be called in a Vert.x context without a session. Streams are told after each commit.
@ApplicationScoped
public class InviteeErasure {

    /// How many meetings a statement looks at.
    static final int PAGE = 1_000;

    /// How many meetings a transaction changes, all of whose events it locks.
    private static final int BATCH = 50;

    private final ErasureTransaction transaction;
    private final MeetingEvents events;
    private final FeedBell bell;

    InviteeErasure(ErasureTransaction transaction, MeetingEvents events, FeedBell bell) {
        this.transaction = transaction;
        this.events = events;
        this.bell = bell;
    }

    /// How much was touched.
    ///
    /// @param outbox messages that were removed
    public record Counts(int meetings, int invitees, int outbox) {}

    /// Where the search is.
    private record Progress(UUID after, boolean more, Counts counts) {}

    public Uni<Counts> of(String tenant, EmailAddress address) {
        return transaction
                .remember(tenant, address)
                .call(() ->
                        StatementLimit.of(
                                StatementLimit.UNHURRIED, transaction::waitForProjections))
                .chain(now ->
                        StatementLimit.of(
                                StatementLimit.UNHURRIED, () -> meetings(tenant, address, now)))
                .call(() -> told(tenant, Needle.of(address)))
                .chain(counts ->
                        outbox(tenant, Needle.of(address))
                                .map(removed ->
                                        new Counts(
                                                counts.meetings(),
                                                counts.invitees(),
                                                removed.intValue())));
    }

    private Uni<Counts> meetings(String tenant, EmailAddress address, Instant now) {
        Erased gone = Erased.of(tenant, address, now);
        Needle needle = Needle.of(address);
        AtomicReference<Progress> state =
                new AtomicReference<>(new Progress(new UUID(0, 0), true, new Counts(0, 0, 0)));
        return Multi.createBy()
                .repeating()
                .uni(() -> page(state.get(), tenant, needle, gone).invoke(state::set))
                .whilst(Progress::more)
                .collect()
                .last()
                .map(Progress::counts);
    }

    private Uni<Progress> page(Progress before, String tenant, Needle needle, Erased gone) {
        return transaction
                .find(tenant, needle, before.after())
                .chain(page -> {
                    List<ErasureRepository.Found> found =
                            page.stream().filter(one -> one.eventUri() != null).toList();
                    UUID last = page.isEmpty() ? before.after() : page.getLast().id();
                    return rewritten(found, needle, gone, before.counts())
                            .map(counts -> new Progress(last, page.size() == PAGE, counts));
                });
    }

    private Uni<Counts> rewritten(
            List<ErasureRepository.Found> found, Needle needle, Erased gone, Counts before) {
        if (found.isEmpty()) {
            return Uni.createFrom().item(before);
        }
        int some = Math.min(BATCH, found.size());
        return transaction
                .rewrite(found.subList(0, some), needle, gone)
                .invoke(done -> bell.changed(done.owners()))
                .map(done ->
                        new Counts(
                                before.meetings() + done.meetings(),
                                before.invitees() + done.invitees(),
                                0))
                .chain(counts ->
                        rewritten(found.subList(some, found.size()), needle, gone, counts));
    }

    /// What the feed has told, page after page: it may be of a meeting as it was once.
    private Uni<Void> told(String tenant, Needle needle) {
        AtomicLong after = new AtomicLong();
        return StatementLimit.of(
                StatementLimit.UNHURRIED,
                () ->
                        Multi.createBy()
                                .repeating()
                                .uni(() ->
                                        events.retell(tenant, needle, after.get())
                                                .invoke(found -> after.set(found.last())))
                                .whilst(Feed.Found::more)
                                .onItem()
                                .ignoreAsUni());
    }

    private Uni<Long> outbox(String tenant, Needle needle) {
        return InBatches.all(PAGE, () -> transaction.removeFromOutbox(tenant, needle));
    }
}
