package io.advicly.calendly.history;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Leaves steps out of a history that fails, as long as it goes on failing: large parts first, then
/// single steps, within a number of replays.
final class Shrinker {

    private final Predicate<List<Step>> fails;
    private int replays;

    /// @param fails whether a history of these steps fails
    /// @param replays how often that may be asked
    Shrinker(Predicate<List<Step>> fails, int replays) {
        this.fails = fails;
        this.replays = replays;
    }

    List<Step> shrink(List<Step> failing) {
        List<Step> shortest = List.copyOf(failing);
        int part = Math.max(1, shortest.size() / 2);
        while (replays > 0) {
            List<Step> shorter = withoutParts(shortest, part);
            if (part == 1 && shorter.size() == shortest.size()) {
                return shorter;
            }
            shortest = shorter;
            part = Math.max(1, part / 2);
        }
        return shortest;
    }

    /// From the end on: what came last is most likely of no use.
    private List<Step> withoutParts(List<Step> steps, int part) {
        List<Step> shortest = steps;
        for (int to = steps.size(); to > 0 && replays > 0; to -= part) {
            List<Step> candidate = new ArrayList<>(shortest);
            candidate.subList(Math.max(0, to - part), to).clear();
            replays--;
            if (fails.test(List.copyOf(candidate))) {
                shortest = List.copyOf(candidate);
            }
        }
        return shortest;
    }
}
