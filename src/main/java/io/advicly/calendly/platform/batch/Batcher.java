package io.advicly.calendly.platform.batch;

import io.advicly.calendly.platform.chain.Patience;
import io.advicly.calendly.platform.log.RecurringLog;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Does many small things together: what arrives while a call is under way shares the next one. A
/// first one never waits, so that nothing gets slower while there is little to do.
///
/// Bounded: what does not fit is refused at once. What has been answered late counts until its call
/// has ended, which has it in memory until then. Safe to use from any thread, without locks.
///
/// Whoever throws at being answered, or asked, takes no place for good, and keeps nobody else from
/// an answer: the places are few, and who waits has nothing else to end it.
///
/// @param <T> what is submitted
/// @param <R> what comes of it
public final class Batcher<T, R> {

    private static final RecurringLog RECURRING = new RecurringLog(Logger.getLogger(Batcher.class));

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
                        submit(item, bytes, (result, failure) -> emit(result, failure, emitter)));
    }

    private void emit(R result, Throwable failure, UniEmitter<? super R> emitter) {
        if (failure == null) {
            emitter.complete(result);
        } else {
            emitter.fail(failure);
        }
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

    /// How long the first in line has been waiting for a call to begin; zero when nobody is.
    public Duration waiting() {
        Entry<T, R> first = waiting.peek();
        return first == null ? Duration.ZERO : first.waited();
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
        answer(entry, null, reason);
    }

    /// Whoever holds it last counts it out: who is to answer it, or a call that has it.
    private void letGo(Entry<T, R> entry) {
        if (entry.holders.decrementAndGet() == 0) {
            held.decrementAndGet();
            heldBytes.addAndGet(-entry.bytes);
        }
    }

    private void answer(Entry<T, R> entry, @Nullable R result, @Nullable Throwable failure) {
        letGo(entry);
        whateverBecomesOf("answer", () -> entry.answer.accept(result, failure));
    }

    private static void whateverBecomesOf(String what, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error thrown) {
            RECURRING.error(what, thrown, () -> "batch.%s_failed".formatted(what));
        }
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
                        results -> completeAndTell(results, batch),
                        failure -> failed(batch, failure));
    }

    private void completeAndTell(List<R> results, List<Entry<T, R>> batch) {
        ended();
        complete(batch, results);
        whateverBecomesOf("telling", () -> work.answered(batch.size(), batch.getFirst().waited()));
    }

    /// The next call starts before the answers of this one are given.
    private void ended() {
        underWay.decrementAndGet();
        pump();
    }

    private void failed(List<Entry<T, R>> batch, Throwable failure) {
        if (batch.size() > 1 && oneMaySpoilAll(failure)) {
            oneByOne(batch).onTermination().invoke(this::ended).subscribe().with(done -> {});
        } else {
            ended();
            batch.forEach(entry -> answer(entry, null, failure));
        }
    }

    private boolean oneMaySpoilAll(Throwable failure) {
        AtomicBoolean may = new AtomicBoolean();
        whateverBecomesOf("asking", () -> may.set(work.oneMaySpoilAll(failure)));
        return may.get();
    }

    private Uni<Void> oneByOne(List<Entry<T, R>> batch) {
        return Multi.createFrom()
                .iterable(batch)
                .onItem()
                .transformToUniAndConcatenate(this::alone)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<List<R>> alone(Entry<T, R> entry) {
        return results(List.of(entry))
                .onItemOrFailure()
                .invoke((results, failure) -> completeOne(results, failure, entry))
                .onFailure()
                .recoverWithNull();
    }

    private void completeOne(List<R> results, Throwable failure, Entry<T, R> entry) {
        if (failure == null) {
            complete(List.of(entry), results);
        } else {
            answer(entry, null, failure);
        }
    }

    private Uni<List<R>> results(List<Entry<T, R>> batch) {
        return Patience.of(limits.patience(), call(batch))
                .failWith(NotBatchedException::late)
                .invoke(results -> {
                    if (results.size() != batch.size()) {
                        throw new IllegalStateException("not one result for each item");
                    }
                });
    }

    /// Goes on when nobody waits for it any more.
    private Uni<List<R>> call(List<Entry<T, R>> batch) {
        return Uni.createFrom().emitter(emitter -> callInto(emitter, batch));
    }

    private void callInto(UniEmitter<? super List<R>> emitter, List<Entry<T, R>> batch) {
        batch.forEach(entry -> entry.holders.incrementAndGet());
        Uni.createFrom()
                .deferred(() -> work.apply(batch.stream().map(Entry::item).toList()))
                .onTermination()
                .invoke(() -> batch.forEach(this::letGo))
                .subscribe()
                .with(emitter::complete, emitter::fail);
    }

    private void complete(List<Entry<T, R>> batch, List<R> results) {
        for (int index = 0; index < batch.size(); index++) {
            answer(batch.get(index), results.get(index), null);
        }
    }

    private record Entry<T, R>(
            T item,
            int bytes,
            BiConsumer<@Nullable R, @Nullable Throwable> answer,
            long since,
            AtomicInteger holders) {

        Entry(T item, int bytes, BiConsumer<@Nullable R, @Nullable Throwable> answer) {
            this(item, bytes, answer, System.nanoTime(), new AtomicInteger(1));
        }

        Duration waited() {
            return Duration.ofNanos(System.nanoTime() - since);
        }

        boolean waitedLongerThan(Duration patience) {
            return System.nanoTime() - since > TimeUnit.NANOSECONDS.convert(patience);
        }
    }
}
