package io.advicly.calendly.history;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the design promises once faults have ended and the sweep has run (flow 2). Each violation
/// is a line that says what was expected and what was found.
final class Invariants {

    /// What is known, so that something else can be looked for.
    private static final Pattern IGNORED =
            Pattern.compile(System.getProperty("history.ignore", "nothing"));

    private Invariants() {}

    static List<String> violations(World world) {
        Observation seen = Observation.of(world);
        SubscriptionInvariants subscriptions = new SubscriptionInvariants(world, seen);
        MeetingInvariants meetings = new MeetingInvariants(world, seen);
        GrantInvariants grants = new GrantInvariants(world, seen);
        StatusInvariants states = new StatusInvariants(world, seen);
        return Stream.of(
                        subscriptions.eachStayingAccountIsServed(),
                        subscriptions.noneIsSuperfluous(),
                        subscriptions.noneIsLeftBehind(),
                        subscriptions.nobodyWhoMayComeBackIsCutOff(),
                        subscriptions.foreignOnesAreUntouched(),
                        meetings.areVisibleToWhoStays(),
                        meetings.areNotVisibleToWhoLeft(),
                        meetings.stillReachWhoNeedsToReconnect(),
                        grants.areHeld(),
                        grants.areGoneWithTheirUsers(),
                        grants.areEnded(),
                        grants.rowsAreBounded(),
                        states.areTrue())
                .flatMap(List::stream)
                .filter(it -> !isIgnored(it))
                .toList();
    }

    static boolean isIgnored(String violation) {
        return IGNORED.matcher(violation).find();
    }
}
