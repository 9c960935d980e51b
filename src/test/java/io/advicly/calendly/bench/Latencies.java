package io.advicly.calendly.bench;

import java.util.ArrayList;
import java.util.List;

/// Times in nanoseconds, as percentiles in milliseconds. For any number of threads.
final class Latencies {

    private final List<Long> nanos = new ArrayList<>();

    synchronized void add(long time) {
        nanos.add(time);
    }

    synchronized void forget() {
        nanos.clear();
    }

    synchronized int size() {
        return nanos.size();
    }

    synchronized List<Object> row(String name, long expected) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return List.of(
                name,
                (long) sorted.size(),
                expected,
                millis(sorted, 0.50),
                millis(sorted, 0.99),
                millis(sorted, 1));
    }

    /// NaN before the first.
    synchronized double millis(double quantile) {
        return millis(nanos.stream().sorted().toList(), quantile);
    }

    private static double millis(List<Long> sorted, double quantile) {
        return sorted.isEmpty()
                ? Double.NaN
                : sorted.get(
                                (int)
                                        Math.min(
                                                sorted.size() - 1,
                                                Math.ceil(sorted.size() * quantile) - 1))
                        / 1e6;
    }
}
