package io.advicly.calendly.history;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What is going to happen.
///
/// @param users how many people of the product take part
/// @param neighbours whether there are subscriptions of other products under our own host
/// @param stale how many subscriptions of our own each organization has from earlier times
/// @param patience who consents again only when everything else has settled: users whose number it
///   divides; 1 is all of them
/// @param habits switches of the sandbox; none without `-Dhistory.more=true`
record History(
        long seed,
        int users,
        boolean neighbours,
        int stale,
        int patience,
        Map<String, Object> habits,
        List<Step> steps) {

    static final int ORGANIZATIONS = 2;

    /// An owner, an admin and two plain members each.
    static final int ACCOUNTS_EACH = 4;

    static final int ACCOUNTS = ORGANIZATIONS * ACCOUNTS_EACH;

    private static final Set<Trouble> REFUSALS = Set.of(Trouble.BAD_REQUEST, Trouble.DENIED);

    History with(List<Step> others) {
        return new History(seed, users, neighbours, stale, patience, habits, List.copyOf(others));
    }

    History with(Map<String, Object> others) {
        return new History(seed, users, neighbours, stale, patience, others, steps);
    }

    /// Whether the user consents again as soon as that is asked for.
    boolean isEager(int user) {
        return user % patience != 0;
    }

    /// Whether Calendly itself says no to a deletion in it, and not something before Calendly.
    boolean refusesDeletions() {
        return refuses("webhook_delete");
    }

    /// Whether it says no to whoever asks what they have.
    boolean refusesLists() {
        return refuses("webhook_list");
    }

    private boolean refuses(String endpoint) {
        return steps.stream().anyMatch(it -> refuses(it, endpoint));
    }

    private static boolean refuses(Step step, String endpoint) {
        return switch (step) {
            case Step.Fail it -> it.endpoint().equals(endpoint) && REFUSALS.contains(it.trouble());
            case Step.More.Odd it -> it.endpoint().equals(endpoint) && it.oddity().isRefusal();
            default -> false;
        };
    }

    /// Whether a refresh token may be good for some time after it was exchanged for another.
    boolean keepsOldTokens() {
        return "legacy".equals(habits.get("rotation"));
    }

    /// One step a line.
    String told() {
        return "  %d users, neighbours %s, %d stale, patience %d\n"
                        .formatted(users, neighbours, stale, patience)
                + (habits.isEmpty() ? "" : "  " + habits + "\n")
                + steps.stream().map(it -> "  " + it).collect(Collectors.joining("\n"));
    }
}
