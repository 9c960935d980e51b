package io.advicly.calendly.sandbox.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The failures on order, oldest first. */
public final class Faults {
    private final List<Fault> ordered = new ArrayList<>();
    private long number;

    public Fault order(Target target, int times, long delayMs, boolean loseReply, Effect effect) {
        Fault fault = new Fault("fault-" + ++number, target, times, delayMs, loseReply, effect);
        ordered.add(fault);
        return fault;
    }

    /** The fault that hits this call, if one does; it is used up by one. */
    public @Nullable Fault take(
            Set<String> names, String method, String path, @Nullable String account) {
        for (int i = 0; i < ordered.size(); i++) {
            Fault fault = ordered.get(i);
            if (fault.target().hits(names, method, path, account)) {
                useUp(i, fault.once());
                return fault;
            }
        }
        return null;
    }

    public List<Fault> all() {
        return List.copyOf(ordered);
    }

    public boolean cancel(String id) {
        return ordered.removeIf(fault -> fault.id().equals(id));
    }

    public void clear() {
        ordered.clear();
    }

    private void useUp(int position, Fault rest) {
        if (rest.left() == 0) {
            ordered.remove(position);
        } else {
            ordered.set(position, rest);
        }
    }
}
