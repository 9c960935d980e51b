package io.advicly.calendly.meeting.erasure;

import io.advicly.calendly.feed.write.Feed;
import io.advicly.calendly.meeting.redaction.AddressPattern;
import io.advicly.calendly.meeting.redaction.ErasureRules;
import io.advicly.calendly.meeting.stream.ChangeNotifier;
import io.advicly.calendly.meeting.telling.MeetingEvents;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.database.StatementLimit;
import io.advicly.calendly.platform.work.InBatches;
import io.advicly.calendly.platform.work.PageWalker;
import io.advicly.calendly.security.identity.EmailAddress;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

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
    private final ChangeNotifier bell;

    InviteeErasure(ErasureTransaction transaction, MeetingEvents events, ChangeNotifier bell) {
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

    public Uni<Counts> erase(String tenant, EmailAddress address) {
        return transaction
                .remember(tenant, address)
                .call(() ->
                        StatementLimit.of(
                                StatementLimit.UNHURRIED, transaction::waitForProjections))
                .chain(now ->
                        StatementLimit.of(
                                StatementLimit.UNHURRIED, () -> meetings(tenant, address, now)))
                .call(() -> told(tenant, AddressPattern.of(address)))
                .chain(counts ->
                        outbox(tenant, AddressPattern.of(address))
                                .map(removed -> withRemoved(removed, counts)));
    }

    private static Counts withRemoved(Long removed, Counts counts) {
        return new Counts(counts.meetings(), counts.invitees(), removed.intValue());
    }

    private Uni<Counts> meetings(String tenant, EmailAddress address, Instant now) {
        ErasureRules gone = ErasureRules.of(tenant, address, now);
        AddressPattern addressPattern = AddressPattern.of(address);
        return PageWalker.walk(
                        new Progress(new UUID(0, 0), true, new Counts(0, 0, 0)),
                        progress -> page(progress, tenant, addressPattern, gone),
                        Progress::more)
                .map(Progress::counts);
    }

    private Uni<Progress> page(
            Progress before, String tenant, AddressPattern addressPattern, ErasureRules gone) {
        return transaction
                .find(tenant, addressPattern, before.after())
                .chain(page -> rewritePage(page, before, addressPattern, gone));
    }

    private Uni<Progress> rewritePage(
            List<ErasureRepository.Found> page,
            Progress before,
            AddressPattern addressPattern,
            ErasureRules gone) {
        List<ErasureRepository.Found> found =
                page.stream().filter(one -> one.eventUri() != null).toList();
        UUID last = page.isEmpty() ? before.after() : page.getLast().id();
        return rewritten(found, addressPattern, gone, before.counts())
                .map(counts -> new Progress(last, page.size() == PAGE, counts));
    }

    private Uni<Counts> rewritten(
            List<ErasureRepository.Found> found,
            AddressPattern addressPattern,
            ErasureRules gone,
            Counts before) {
        if (found.isEmpty()) {
            return Unis.item(before);
        }
        int some = Math.min(BATCH, found.size());
        return transaction
                .rewrite(found.subList(0, some), addressPattern, gone)
                .invoke(done -> bell.changed(done.owners()))
                .map(done -> sum(done, before))
                .chain(counts ->
                        rewritten(found.subList(some, found.size()), addressPattern, gone, counts));
    }

    private static Counts sum(ErasureTransaction.Done done, Counts before) {
        return new Counts(
                before.meetings() + done.meetings(), before.invitees() + done.invitees(), 0);
    }

    /// What the feed has told, page after page: it may be of a meeting as it was once.
    private Uni<Void> told(String tenant, AddressPattern addressPattern) {
        return StatementLimit.of(StatementLimit.UNHURRIED, () -> retellAll(tenant, addressPattern))
                .replaceWithVoid();
    }

    private Uni<Feed.Found> retellAll(String tenant, AddressPattern addressPattern) {
        return PageWalker.walk(
                new Feed.Found(Set.of(), 0, true),
                found -> events.retell(tenant, addressPattern, found.last()),
                Feed.Found::more);
    }

    private Uni<Long> outbox(String tenant, AddressPattern addressPattern) {
        return InBatches.all(PAGE, () -> transaction.removeFromOutbox(tenant, addressPattern));
    }
}
