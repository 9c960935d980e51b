package io.advicly.calendly.platform;

import io.advicly.calendly.platform.batch.BatchWork;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Calls that end when the test says so.
public final class BatchCalls implements BatchWork<String, String> {

    /// A failure that one item may be the cause of, and one of which nobody can tell.
    public static final String SPOILED = "spoiled";

    public static final String UNTOLD = "untold";

    public final List<List<String>> begun = new CopyOnWriteArrayList<>();
    final List<UniEmitter<? super List<String>>> open = new CopyOnWriteArrayList<>();
    public final List<Integer> answered = new ArrayList<>();
    public final List<Duration> longest = new ArrayList<>();

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

    public void succeed() {
        open.removeFirst().complete(begun.getLast().stream().map(item -> "done " + item).toList());
    }

    public void endAll() {
        while (!open.isEmpty()) {
            fail("over");
        }
    }

    public void fail(String reason) {
        open.removeFirst().fail(new IllegalStateException(reason));
    }
}
