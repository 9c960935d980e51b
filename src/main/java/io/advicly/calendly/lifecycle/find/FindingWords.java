package io.advicly.calendly.lifecycle.find;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Says what was found, and decides whose chain is meant. Pure.
final class FindingWords {

    private FindingWords() {}

    /// The one connection that is meant: the only one, or the only one that should work.
    static Optional<Finding.Candidate> meant(List<Finding.Candidate> found) {
        if (found.size() == 1) {
            return Optional.of(found.getFirst());
        }
        List<Finding.Candidate> active = found.stream().filter(Finding.Candidate::active).toList();
        return active.size() == 1 ? Optional.of(active.getFirst()) : Optional.empty();
    }

    /// What was named, and whose it is.
    static List<Finding.Thing> things(List<Lead> leads, List<Finding.Candidate> found) {
        return leads.stream()
                .filter(it -> it.thing() != null)
                .map(it -> new Finding.Thing(it.by(), "" + it.thing(), user(it, found)))
                .distinct()
                .toList();
    }

    private static @Nullable String user(Lead lead, List<Finding.Candidate> found) {
        return found.stream()
                .filter(it -> it.id().equals(lead.connection()))
                .map(Finding.Candidate::userId)
                .findFirst()
                .orElse(null);
    }

    static String says(
            Clue clue, List<Lead> leads, List<Finding.Candidate> found, boolean persons) {
        if (leads.isEmpty()) {
            return unknown(clue, persons);
        }
        if (found.isEmpty()) {
            return leads.getFirst().tenant() == null
                    ? "It is known here, and no connection belongs to it any more."
                    : "Nobody in this tenant has to connect again.";
        }
        if (leads.stream().anyMatch(it -> it.by().equals("tenant"))) {
            return found.size()
                    + (found.size() == 1 ? " user has" : " users have")
                    + " to connect again.";
        }
        return found.size() == 1 ? "One connection." : "Several connections: which is meant?";
    }

    private static String unknown(Clue clue, boolean persons) {
        return switch (clue.kind()) {
            case ADDRESS ->
                    persons
                            ? "Nobody with this address is connected, and no meeting has them as invitee."
                            : "Nobody is found by an address by whoever may see no persons. Ask by user, account or id.";
            case ACCOUNT -> "Nobody has connected this account.";
            case ORGANIZATION -> "Nobody of this organization has ever connected.";
            case EVENT, INVITEE ->
                    "No meeting of this event is here, and no delivery was about it. Ask by the host's account.";
            case HOOK -> "This subscription is none of ours.";
            case ID ->
                    "Nothing here has this id: no connection, meeting, delivery, subscription, sync, session or destination.";
            case NAME ->
                    "No user, no tenant and no request of Calendly's is known by this. Whoever has never begun to connect is not known.";
        };
    }
}
