package io.advicly.calendly.meeting;

import io.advicly.calendly.security.EmailAddress;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Addresses that were erased, of those that were asked for. Decides what may still be stored of
/// what is said. Pure.
///
/// Somebody who books again after their address was erased is a guest like any other.
///
/// @param byTenant when each was erased
record Erased(Map<String, Map<EmailAddress, Instant>> byTenant) {

    static final Erased NOTHING = new Erased(Map.of());

    static Erased of(String tenant, EmailAddress address, Instant at) {
        return new Erased(Map.of(tenant, Map.of(address, at)));
    }

    Set<EmailAddress> addresses() {
        return byTenant.values().stream()
                .flatMap(erased -> erased.keySet().stream())
                .collect(Collectors.toSet());
    }

    InviteeFacts invitee(String tenant, InviteeFacts facts) {
        Set<EmailAddress> covered = covered(tenant, facts.createdAt());
        if (covered.isEmpty()) {
            return facts;
        }
        return isOf(facts, covered)
                ? Anonymous.mentioning(Anonymous.invitee(facts), covered)
                : Anonymous.mentioning(facts, covered);
    }

    /// @param invitees of the event, as they were said or stored
    MeetingFacts meeting(String tenant, MeetingFacts facts, Collection<InviteeFacts> invitees) {
        Map<EmailAddress, Instant> erased = byTenant.getOrDefault(tenant, Map.of());
        return erased.isEmpty()
                ? facts
                : Anonymous.meeting(
                        facts,
                        erased.keySet(),
                        invitees.stream()
                                .anyMatch(it -> isOf(it, covered(tenant, it.createdAt()))));
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
