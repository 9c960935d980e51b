package io.advicly.calendly.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// (c): who sees which meeting.
final class MeetingInvariants {

    private final World world;
    private final Observation seen;

    MeetingInvariants(World world, Observation seen) {
        this.world = world;
        this.seen = seen;
    }

    /// Everything in the calendar of the account as Calendly has it, whenever it was booked: what
    /// was not delivered is synchronized. Also whoever is told that something is wrong has what
    /// Calendly can still be asked for. Not what was booked in an organization that the account has
    /// left: Calendly does not list it any more.
    List<String> areVisibleToWhoStays() {
        List<String> violations = new ArrayList<>();
        for (int user = 0; user < world.people().size(); user++) {
            if (!List.of("active", "degraded").contains(seen.statusOf(user))) {
                continue;
            }
            String account = seen.accountOf(user);
            for (JsonNode booking : seen.bookings()) {
                if (isHost(booking, account)
                        && booking.get("organization")
                                .asText()
                                .equals(seen.organizationOf(account))) {
                    check(user, account, booking, violations);
                }
            }
        }
        return violations;
    }

    private static boolean isHost(JsonNode booking, String account) {
        for (JsonNode host : booking.get("hosts")) {
            if (host.asText().equals(account)) {
                return true;
            }
        }
        return false;
    }

    private void check(int user, String account, JsonNode booking, List<String> violations) {
        String expected = booking.get("event_status").asText();
        String event = booking.get("event").asText();
        List<String> found = found(user, event);
        if (!found.equals(List.of(expected))) {
            violations.add(
                    "(c) user %d with %s sees %s instead of one %s meeting for %s, booked at %s"
                            .formatted(
                                    user,
                                    account,
                                    found,
                                    expected,
                                    Observation.last(event),
                                    world.ledger().bookings().stream()
                                            .filter(it -> it.event().equals(event))
                                            .map(Ledger.Booking::begun)
                                            .findFirst()));
        }
    }

    /// Who has surely left an account sees nothing that was booked with it afterwards.
    List<String> areNotVisibleToWhoLeft() {
        List<String> violations = new ArrayList<>();
        for (int user = 0; user < world.people().size(); user++) {
            for (Ledger.Booking booking : world.ledger().bookings()) {
                boolean after =
                        world.ledger()
                                .leftAt(user, booking.account())
                                .filter(it -> it.isBefore(booking.begun()))
                                .isPresent();
                if (after && !found(user, booking.event()).isEmpty()) {
                    violations.add(
                            "(c) user %d had left %s and sees what was booked afterwards, %s"
                                    .formatted(
                                            user,
                                            booking.account(),
                                            Observation.last(booking.event())));
                }
            }
        }
        return violations;
    }

    /// What Calendly still delivers to somebody whose grant is dead arrives.
    List<String> stillReachWhoNeedsToReconnect() {
        List<String> violations = new ArrayList<>();
        world.ledger()
                .probes()
                .forEach((user, booking) -> {
                    if (seen.statusOf(user).equals("needs_reconnect")
                            && found(user, booking.event()).isEmpty()) {
                        violations.add(
                                "(c) user %d needs to reconnect %s, which is still delivered, and does"
                                                .formatted(user, booking.account())
                                        + " not see what was booked: a delivery was refused");
                    }
                });
        return violations;
    }

    private List<String> found(int user, String event) {
        return seen.meetings().get(user).getOrDefault(event, List.of());
    }
}
