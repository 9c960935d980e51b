package io.advicly.calendly.history;

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

    /// Everything in the calendar of the account, whenever it was booked: what was not delivered is
    /// synchronized. Not what was booked in an organization that the account has left: Calendly
    /// does not list it any more.
    List<String> areVisibleToWhoStays() {
        List<String> violations = new ArrayList<>();
        for (int user = 0; user < world.people().size(); user++) {
            if (!seen.statusOf(user).equals("active")) {
                continue;
            }
            String account = seen.accountOf(user);
            for (Ledger.Booking booking : world.ledger().bookings()) {
                if (booking.account().equals(account)
                        && booking.organization().equals(seen.organizationOf(account))) {
                    check(user, booking, violations);
                }
            }
        }
        return violations;
    }

    private void check(int user, Ledger.Booking booking, List<String> violations) {
        String expected = world.ledger().isCanceled(booking) ? "canceled" : "active";
        List<String> found = found(user, booking);
        if (!found.equals(List.of(expected))) {
            violations.add(
                    "(c) user %d with %s sees %s instead of one %s meeting for %s, booked at %s"
                            .formatted(
                                    user,
                                    booking.account(),
                                    found,
                                    expected,
                                    Observation.last(booking.event()),
                                    booking.begun()));
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
                if (after && !found(user, booking).isEmpty()) {
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
                            && found(user, booking).isEmpty()) {
                        violations.add(
                                "(c) user %d needs to reconnect %s, which is still delivered, and does"
                                                .formatted(user, booking.account())
                                        + " not see what was booked: a delivery was refused");
                    }
                });
        return violations;
    }

    private List<String> found(int user, Ledger.Booking booking) {
        return seen.meetings().get(user).getOrDefault(booking.event(), List.of());
    }
}
