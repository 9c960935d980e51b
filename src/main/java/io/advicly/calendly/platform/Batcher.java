package io.advicly.calendly.platform;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Does many small things together: what arrives while a call is under way shares the next one. A
/// first one never waits, so that nothing gets slower while there is little to do.
///
/// Bounded: what does not fit is refused at once. Safe to use from any thread, without locks.
///
/// @param <T> what is submitted
/// @param <R> what comes of it
public final class Batcher<T, R> {

    /// Whoever has waited so long does not wait on for the call under way, which may hang.
    private static final Duration LONG = Duration.ofMillis(50);

    private final BatchLimits limits;
    private final BatchWork<T, R> work;

    private final ConcurrentLinkedQueue<Entry<T, R>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicInteger held = new AtomicInteger();
    private final AtomicLong heldBytes = new AtomicLong();
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean closed;

    public Batcher(BatchLimits limits, BatchWork<T, R> work) {
        this.limits = limits;
        this.work = work;
    }

    /// Answers once the call that it became part of has ended, on the thread on which that ended.
    /// Fails with what the call failed with, or with [NotBatchedException].
    ///
    /// @param bytes what it counts against the limit in bytes
    public Uni<R> submit(T item, int bytes) {
        return Uni.createFrom()
                .emitter(emitter ->
                        submit(
                                item,
                                bytes,
                                (result, failure) -> {
                                    if (failure == null) {
                                        emitter.complete(result);
                                    } else {
                                        emitter.fail(failure);
                                    }
                                }));
    }

    /// The same without a pipeline, for what happens most often.
    ///
    /// @param answer called once, with a result or a failure
    public void submit(T item, int bytes, BiConsumer<@Nullable R, @Nullable Throwable> answer) {
        submit(new Entry<>(item, bytes, answer));
    }

    /// How many are waiting or under way.
    public int held() {
        return held.get();
    }

    public long heldBytes() {
        return heldBytes.get();
    }

    /// Refuses what comes from now on; what was taken is still done.
    public void close() {
        closed = true;
    }

    private void submit(Entry<T, R> entry) {
        // Counted first: whoever closes and then sees nothing held knows that nothing will come.
        int entries = held.incrementAndGet();
        long bytes = heldBytes.addAndGet(entry.bytes);
        if (closed) {
            refuse(entry, NotBatchedException.closed());
        } else if (entries > limits.entries() || bytes > limits.bytes()) {
            refuse(entry, NotBatchedException.full());
        } else {
            queued.incrementAndGet();
            waiting.add(entry);
            pump();
        }
    }

    private void refuse(Entry<T, R> entry, NotBatchedException reason) {
        letGo(entry);
        entry.answer.accept(null, reason);
    }

    private void letGo(Entry<T, R> entry) {
        held.decrementAndGet();
        heldBytes.addAndGet(-entry.bytes);
    }

    /// Starts calls as long as there is something to do and one more call allowed.
    private void pump() {
        while (!waiting.isEmpty()) {
            int calls = underWay.get();
            if (calls >= limits.calls() || (calls > 0 && !worthAnother())) {
                return; // whoever ends one comes back here
            }
            if (underWay.compareAndSet(calls, calls + 1)) {
                start(take());
            }
        }
    }

    private boolean worthAnother() {
        Entry<T, R> first = waiting.peek();
        return first != null && (queued.get() >= limits.further() || first.waitedLongerThan(LONG));
    }

    private List<Entry<T, R>> take() {
        List<Entry<T, R>> batch = new ArrayList<>();
        long bytes = 0;
        while (batch.size() < limits.callEntries() && bytes < limits.callBytes()) {
            Entry<T, R> next = waiting.poll();
            if (next == null) {
                break;
            }
            queued.decrementAndGet();
            if (next.waitedLongerThan(limits.patience())) {
                refuse(next, NotBatchedException.late());
            } else {
                batch.add(next);
                bytes += next.bytes;
            }
        }
        return batch;
    }

    private void start(List<Entry<T, R>> batch) {
        if (batch.isEmpty()) {
            underWay.decrementAndGet();
            return;
        }
        results(batch)
                .subscribe()
                .with(
                        results -> {
                            ended();
                            complete(batch, results);
                        },
                        failure -> failed(batch, failure));
    }

    /// The next call starts before the answers of this one are given.
    private void ended() {
        underWay.decrementAndGet();
        pump();
    }

    private void failed(List<Entry<T, R>> batch, Throwable failure) {
        if (batch.size() > 1 && work.oneMaySpoilAll(failure)) {
            oneByOne(batch).onTermination().invoke(this::ended).subscribe().with(done -> {});
        } else {
            ended();
            batch.forEach(entry -> fail(entry, failure));
        }
    }

    private Uni<Void> oneByOne(List<Entry<T, R>> batch) {
        return Multi.createFrom()
                .iterable(batch)
                .onItem()
                .transformToUniAndConcatenate(entry ->
                        results(List.of(entry))
                                .onItemOrFailure()
                                .invoke((results, failure) -> {
                                    if (failure == null) {
                                        complete(List.of(entry), results);
                                    } else {
                                        fail(entry, failure);
                                    }
                                })
                                .onFailure()
                                .recoverWithNull())
                .onItem()
                .ignoreAsUni();
    }

    private Uni<List<R>> results(List<Entry<T, R>> batch) {
        return Uni.createFrom()
                .deferred(() -> work.apply(batch.stream().map(Entry::item).toList()))
                .ifNoItem()
                .after(limits.patience())
                .failWith(NotBatchedException::late)
                .invoke(results -> {
                    if (results.size() != batch.size()) {
                        throw new IllegalStateException("not one result for each item");
                    }
                });
    }

    private void complete(List<Entry<T, R>> batch, List<R> results) {
        for (int index = 0; index < batch.size(); index++) {
            letGo(batch.get(index));
            batch.get(index).answer.accept(results.get(index), null);
        }
    }

    private void fail(Entry<T, R> entry, Throwable failure) {
        letGo(entry);
        entry.answer.accept(null, failure);
    }

    private record Entry<T, R>(
            T item, int bytes, BiConsumer<@Nullable R, @Nullable Throwable> answer, long since) {

        Entry(T item, int bytes, BiConsumer<@Nullable R, @Nullable Throwable> answer) {
            this(item, bytes, answer, System.nanoTime());
        }

        boolean waitedLongerThan(Duration patience) {
            return System.nanoTime() - since > TimeUnit.NANOSECONDS.convert(patience);
        }
    }
}
