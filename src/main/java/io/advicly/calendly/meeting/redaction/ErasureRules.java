package io.advicly.calendly.meeting.redaction;

import io.advicly.calendly.meeting.fact.InviteeFacts;
import io.advicly.calendly.meeting.fact.MeetingFacts;
import io.advicly.calendly.security.identity.EmailAddress;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Addresses that were erased, of those that were asked for. Decides what may still be stored of
/// what is said. Pure.
///
/// Somebody who books again after their address was erased is a guest like any other.
///
/// @param byTenant when each was erased
/// @param names that are known to have been erased from these events' names
public record ErasureRules(
        Map<String, Map<EmailAddress, Instant>> byTenant, Set<ErasedName> names) {

    public static final ErasureRules NOTHING = new ErasureRules(Map.of(), Set.of());

    public static ErasureRules of(String tenant, EmailAddress address, Instant at) {
        return new ErasureRules(Map.of(tenant, Map.of(address, at)), Set.of());
    }

    Set<EmailAddress> addresses() {
        return byTenant.values().stream()
                .flatMap(erased -> erased.keySet().stream())
                .collect(Collectors.toSet());
    }

    public InviteeFacts invitee(String tenant, InviteeFacts facts) {
        Set<EmailAddress> covered = covered(tenant, facts.createdAt());
        if (covered.isEmpty()) {
            return facts;
        }
        return isOf(facts, covered)
                ? Anonymizer.mentioning(Anonymizer.invitee(facts), covered)
                : Anonymizer.mentioning(facts, covered);
    }

    /// What concerns one event.
    public ErasureRules about(String eventUri) {
        return names.isEmpty()
                ? this
                : new ErasureRules(
                        byTenant,
                        names.stream()
                                .filter(name -> name.eventUri().equals(eventUri))
                                .collect(Collectors.toSet()));
    }

    /// @param invitees of the event, as they were said or stored
    public MeetingFacts meeting(
            String tenant, MeetingFacts facts, Collection<InviteeFacts> invitees) {
        Map<EmailAddress, Instant> erased = byTenant.getOrDefault(tenant, Map.of());
        Set<String> known =
                names.stream()
                        .filter(name -> name.tenant().equals(tenant))
                        .map(ErasedName::words)
                        .collect(Collectors.toSet());
        if (erased.isEmpty() && known.isEmpty()) {
            return facts;
        }
        List<InviteeFacts> gone = gone(tenant, invitees);
        gone.forEach(invitee -> known.add(Names.words(invitee.name())));
        return Anonymizer.meeting(facts, erased.keySet(), known, !gone.isEmpty());
    }

    /// The names of erased invitees that this event's name holds, in the clear while they are still
    /// said: nothing else tells later what to leave out.
    ///
    /// @param invitees of the event, as they were said or stored
    public Set<ErasedName> namesIn(
            String eventUri, @Nullable String eventName, Collection<InviteeFacts> invitees) {
        Set<ErasedName> found = new HashSet<>();
        for (String tenant : byTenant.keySet()) {
            gone(tenant, invitees).stream()
                    .map(invitee -> Names.words(invitee.name()))
                    .filter(words -> Names.in(eventName).contains(words))
                    .forEach(words -> found.add(new ErasedName(tenant, eventUri, words)));
        }
        return found;
    }

    private List<InviteeFacts> gone(String tenant, Collection<InviteeFacts> invitees) {
        return byTenant.containsKey(tenant)
                ? invitees.stream().filter(it -> isOf(it, covered(tenant, it.createdAt()))).toList()
                : List.of();
    }

    /// @param bookedAt what was booked later is not covered
    private Set<EmailAddress> covered(String tenant, Instant bookedAt) {
        return byTenant.getOrDefault(tenant, Map.of()).entrySet().stream()
                .filter(erased -> !bookedAt.isAfter(erased.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static boolean isOf(InviteeFacts facts, Set<EmailAddress> addresses) {
        return facts.email() != null && addresses.contains(new EmailAddress(facts.email()));
    }
}
