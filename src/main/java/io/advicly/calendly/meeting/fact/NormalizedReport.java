package io.advicly.calendly.meeting.fact;

import io.advicly.calendly.calendly.event.Invitee;
import io.advicly.calendly.connection.host.HostAccount;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;

/// What is said about an event, in the form in which it is compared and stored.
///
/// @param allHosts false where there are more: whoever is not named may be one of them
public record NormalizedReport(
        String organizationUri,
        String eventUri,
        MeetingFacts event,
        Set<String> hostUris,
        boolean allHosts,
        List<InviteeFacts> invitees) {

    public static NormalizedReport of(EventReport eventReport) {
        MeetingFacts event = MeetingFacts.of(eventReport.event(), eventReport.told());
        return new NormalizedReport(
                eventReport.organizationUri(),
                eventReport.event().uri(),
                event,
                event.hostUris(),
                eventReport.event().allHosts(),
                invitees(eventReport));
    }

    /// Whoever is named twice is what both say, as if each came in a report of its own.
    private static List<InviteeFacts> invitees(EventReport eventReport) {
        Map<String, InviteeFacts> invitees = new LinkedHashMap<>();
        for (Invitee said : eventReport.invitees()) {
            InviteeFacts facts = InviteeFacts.of(said, eventReport.toldInvitees());
            invitees.merge(facts.uri(), facts, InviteeFacts::merge);
        }
        return List.copyOf(invitees.values());
    }

    /// Where nobody is said to host it, it is not known who does: that cancels it for nobody.
    public boolean namesHosts() {
        return !hostUris.isEmpty();
    }

    public Set<HostAccount> hosts() {
        return accounts(hostUris);
    }

    public Set<HostAccount> accounts(Collection<String> accountUris) {
        return accountUris.stream()
                .map(uri -> new HostAccount(organizationUri, uri))
                .collect(Collectors.toSet());
    }

    public List<String> inviteeUris() {
        return invitees.stream().map(InviteeFacts::uri).toList();
    }

    /// The events to be locked.
    public SortedSet<String> keys() {
        return EventKeys.of(eventUri, invitees);
    }
}
