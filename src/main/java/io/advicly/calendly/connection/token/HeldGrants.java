package io.advicly.calendly.connection.token;

import io.advicly.calendly.platform.chain.CallersContext;
import io.advicly.calendly.platform.chain.Patience;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.log.RecurringLog;
import io.advicly.calendly.platform.stop.ShutdownGuard;
import io.advicly.calendly.platform.work.IsolatedContexts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// Grants that Calendly has given, or may still give, and that are not stored yet. Nobody else has
/// them and the tokens that they replace are dead, so this process holds on to each until it is
/// stored, for as long as it lives.
@ApplicationScoped
public class HeldGrants {

    private static final Logger LOG = Logger.getLogger(HeldGrants.class);
    private static final RecurringLog RECURRING = new RecurringLog(LOG);

    /// A database that is away must not keep whoever asked waiting for long.
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    /// Of one attempt: a connection may be dead without anybody having noticed.
    private static final Duration ATTEMPT = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final IsolatedContexts contexts;
    private final ShutdownGuard shutdownGuard;
    private final Map<UUID, CompletableFuture<Boolean>> held = new ConcurrentHashMap<>();

    HeldGrants(IsolatedContexts contexts, ShutdownGuard shutdownGuard) {
        this.contexts = contexts;
        this.shutdownGuard = shutdownGuard;
    }

    /// Stores a grant, however often that has to be tried.
    ///
    /// @param key whose grant it is: a connection, or what else tells it apart
    /// @param store must be repeatable: an attempt may have succeeded without an answer
    /// @return fails with [NotStoredYetException] after a while, while this process goes on trying
    public <T> Uni<T> store(UUID key, Supplier<Uni<T>> store) {
        return Uni.createFrom()
                .deferred(() ->
                        CallersContext.keep(
                                Patience.of(PATIENCE, held(key, attempts(key, store)))
                                        .failWith(NotStoredYetException::new)));
    }

    /// Goes on with `work`, which ends with a grant stored or not, although nobody waits for it.
    public void goOn(UUID key, Supplier<Uni<Void>> work) {
        held(key, contexts.run(work))
                .subscribe()
                .with(
                        done -> {},
                        failure ->
                                LOG.warnf(
                                        "token.no_late_answer held=%s failure=%s",
                                        key, failure.getMessage()));
    }

    boolean isHolding(UUID key) {
        return held.containsKey(key);
    }

    /// Once nothing is held for `key`, or when that takes too long. Never fails.
    Uni<Void> settled(UUID key) {
        return Uni.createFrom().deferred(() -> awaitStored(key));
    }

    private Uni<Void> awaitStored(UUID key) {
        CompletableFuture<Boolean> waiting = held.get(key);
        return waiting == null
                ? Unis.nothing()
                : CallersContext.keep(
                        Patience.of(
                                        ATTEMPT,
                                        Uni.createFrom()
                                                .completionStage(waiting.minimalCompletionStage()))
                                .recoverWithItem(false)
                                .replaceWithVoid());
    }

    /// `work`, under way from now on whether or not whoever asks for it stays.
    private <T> Uni<T> held(UUID key, Uni<T> work) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        held.put(key, done);
        Uni<T> shared =
                shutdownGuard
                        .goOn(work)
                        .onTermination()
                        .invoke(() -> {
                            held.remove(key, done);
                            done.complete(true);
                        })
                        .memoize()
                        .indefinitely();
        shared.subscribe().with(kept -> {}, failure -> {});
        return shared;
    }

    private <T> Uni<T> attempts(UUID key, Supplier<Uni<T>> store) {
        long start = System.nanoTime();
        return Uni.createFrom()
                .deferred(() -> Patience.of(ATTEMPT, contexts.run(store)).fail())
                .onFailure()
                .invoke(failure ->
                        RECURRING.warn(key.toString(), () -> heldLine(key, start, failure)))
                .onFailure()
                .retry()
                .withBackOff(PAUSE, PAUSE)
                .indefinitely();
    }

    private static String heldLine(UUID key, long start, Throwable failure) {
        return "token.held held=%s for_ms=%d failure=%s"
                .formatted(key, sinceMillis(start), failure.getMessage());
    }

    private static long sinceMillis(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }
}
