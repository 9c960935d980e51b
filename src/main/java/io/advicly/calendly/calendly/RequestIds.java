package io.advicly.calendly.calendly;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Calendly's own ids (`X-Request-Id`) of calls that belong together, for its support. Safe to
/// share between calls under way at the same time.
public final class RequestIds {

    /// Enough to find the others in Calendly's logs; a journal entry stays readable.
    static final int KEPT = 20;

    private final List<String> ids = new ArrayList<>();

    /// @param requestId null for a call without one
    public synchronized void add(@Nullable String requestId) {
        String readable = Redaction.ofRequestId(requestId);
        if (readable != null && ids.size() < KEPT) {
            ids.add(readable);
        }
    }

    public void addAll(RequestIds others) {
        others.all().forEach(this::add);
    }

    /// The first ones, in the order of the answers.
    public synchronized List<String> all() {
        return List.copyOf(ids);
    }

    /// As a journal entry shows them.
    @Override
    public String toString() {
        List<String> all = all();
        return all.isEmpty() ? "-" : String.join(",", all);
    }
}
