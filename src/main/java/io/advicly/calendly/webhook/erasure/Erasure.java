package io.advicly.calendly.webhook.erasure;

import io.advicly.calendly.meeting.erasure.InviteeErasure;
import io.advicly.calendly.platform.database.StatementLimit;
import io.advicly.calendly.platform.journal.Journal;
import io.advicly.calendly.platform.journal.JournalEntry;
import io.advicly.calendly.security.identity.Caller;
import io.advicly.calendly.security.identity.EmailAddress;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/// Erases an invitee's e-mail address from everything that a tenant has stored. Meetings first:
/// they remember it, so that no delivery brings it back while the inbox is gone through. Repeating
/// it does no harm, and completes what was cut short.
@ApplicationScoped
class Erasure {

    private final InviteeErasure meetings;
    private final DeliveryErasure deliveries;
    private final Journal journal;

    Erasure(InviteeErasure meetings, DeliveryErasure deliveries, Journal journal) {
        this.meetings = meetings;
        this.deliveries = deliveries;
        this.journal = journal;
    }

    Uni<ErasureReply> erase(String tenant, EmailAddress address, Caller operator) {
        return meetings.erase(tenant, address)
                .chain(counts -> eraseBodies(counts, tenant, address))
                .call(reply -> journal.note(entry(tenant, operator, reply)));
    }

    private Uni<ErasureReply> eraseBodies(
            InviteeErasure.Counts counts, String tenant, EmailAddress address) {
        return StatementLimit.of(StatementLimit.UNHURRIED, () -> deliveries.erase(tenant, address))
                .map(bodies -> reply(bodies, counts));
    }

    private static ErasureReply reply(int bodies, InviteeErasure.Counts counts) {
        return new ErasureReply(counts.meetings(), counts.invitees(), bodies, counts.outbox());
    }

    private static JournalEntry entry(String tenant, Caller operator, ErasureReply reply) {
        return JournalEntry.of("invitee.erased", operator.tenantId(), operator.userId(), null)
                .with("tenant", tenant)
                .with("meetings", reply.meetings())
                .with("invitees", reply.invitees())
                .with("deliveries", reply.deliveries())
                .with("outbox", reply.outbox());
    }
}
