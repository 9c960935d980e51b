package io.advicly.calendly.platform;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Calls that end when the test says so.
final class BatchCalls implements BatchWork<String, String> {

    /// A failure that one item may be the cause of, and one of which nobody can tell.
    static final String SPOILED = "spoiled";

    static final String UNTOLD = "untold";

    final List<List<String>> begun = new CopyOnWriteArrayList<>();
    final List<UniEmitter<? super List<String>>> open = new CopyOnWriteArrayList<>();
    final List<Integer> answered = new ArrayList<>();
    final List<Duration> longest = new ArrayList<>();

    @Override
    public Uni<List<String>> apply(List<String> items) {
        begun.add(items);
        return Uni.createFrom().emitter(open::add);
    }

    @Override
    public void answered(int items, Duration first) {
        answered.add(items);
        longest.add(first);
    }

    @Override
    public boolean oneMaySpoilAll(Throwable failure) {
        if (UNTOLD.equals(failure.getMessage())) {
            throw new IllegalStateException("nobody can tell");
        }
        return SPOILED.equals(failure.getMessage());
    }

    void succeed() {
        open.removeFirst().complete(begun.getLast().stream().map(item -> "done " + item).toList());
    }

    void endAll() {
        while (!open.isEmpty()) {
            fail("over");
        }
    }

    void fail(String reason) {
        open.removeFirst().fail(new IllegalStateException(reason));
    }
}
