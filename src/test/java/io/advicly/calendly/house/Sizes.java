package io.advicly.calendly.house;

import java.util.Collection;
import java.util.List;

/// Numbers, from the smallest to the largest.
record Sizes(List<Integer> sorted) {

    private static final double MOST = 0.9;

    static Sizes of(Collection<Integer> numbers) {
        return new Sizes(numbers.stream().sorted().toList());
    }

    int median() {
        return at(0.5);
    }

    /// What nine of ten do not exceed.
    int ninth() {
        return at(MOST);
    }

    int max() {
        return at(1);
    }

    private int at(double share) {
        if (sorted.isEmpty()) {
            return 0;
        }
        return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
    }

    @Override
    public String toString() {
        return "%6d, median %3d, p90 %3d, max %3d"
                .formatted(sorted.size(), median(), ninth(), max());
    }
}
