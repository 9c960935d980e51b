package io.advicly.calendly.soak;

import java.util.ArrayList;
import java.util.List;

/// Which faults there have been, for whoever was told something meanwhile. A fault counts until the
/// next one begins: what comes of it may show later.
final class Diary {

    private final List<Fault> faults = new ArrayList<>();

    synchronized void begin(Fault fault) {
        faults.add(fault);
    }

    synchronized int count() {
        return faults.size();
    }

    /// Whether there was a fault of this kind since there were so many.
    synchronized boolean hasSince(int count, Fault.Kind kind) {
        return faults.subList(Math.max(0, count - 1), faults.size()).stream()
                .anyMatch(it -> it.kind() == kind);
    }

    synchronized List<Fault> since(int count) {
        return List.copyOf(faults.subList(Math.max(0, count - 1), faults.size()));
    }
}
