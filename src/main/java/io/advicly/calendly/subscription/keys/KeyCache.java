package io.advicly.calendly.subscription.keys;

import io.advicly.calendly.platform.batch.BatchLimits;
import io.advicly.calendly.platform.batch.Batcher;
import io.advicly.calendly.platform.chain.Unis;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Signing keys in memory, by the [Fingerprint] of their URL token. Bounded; look-ups for the same
/// token are shared, those for different ones go in one query. [SigningKeyInvalidation] keeps it
/// true.
@Startup // its gauge is read before anything is delivered
@Singleton
class KeyCache {

    /// How many deliveries may wait for look-ups of tokens that are known, and of those that are
    /// not: each holds what has come of it, and anybody may invent tokens.
    private static final int MOST_WAITING = 5_000;

    static final int MOST_STRANGERS_WAITING = 256;

    private static final BatchLimits LIMITS =
            new BatchLimits(
                    MOST_WAITING, Long.MAX_VALUE, 500, Long.MAX_VALUE, 2, 1, Duration.ofSeconds(3));

    private static final Tag NAME = Tag.of("cache", "signing-keys");

    private final GenerationCache known;
    private final Map<Long, CompletableFuture<byte @Nullable []>> underWay =
            new ConcurrentHashMap<>();
    private final Batcher<String, Optional<SubscriptionKeys>> lookUps;
    private final UrlTokenIndex tokens;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger strangersWaiting = new AtomicInteger();
    private final Counter looked;
    private final Counter hits;
    private final Counter misses;

    KeyCache(
            SigningKeyRepository rows,
            UrlTokenIndex tokens,
            KeyCacheSettings settings,
            MeterRegistry meters) {
        this.tokens = tokens;
        this.known = new GenerationCache(settings.cached(), settings.cachedFor(), System::nanoTime);
        this.lookUps = new Batcher<>(LIMITS, rows::behind);
        this.looked = meters.counter("signing-keys.look-ups");
        this.hits = gets(meters, "hit");
        this.misses = gets(meters, "miss");
        meters.gauge("cache.size", Tags.of(NAME), known, GenerationCache::size);
    }

    private static Counter gets(MeterRegistry meters, String result) {
        return meters.counter("cache.gets", Tags.of(NAME).and("result", result));
    }

    @Nullable SubscriptionKeys remembered(String urlToken) {
        byte[] packed = known.get(Fingerprint.of(urlToken));
        if (packed == null) {
            return null;
        }
        hits.increment();
        return keys(packed, urlToken).orElse(null);
    }

    Uni<TokenLookUp> get(String urlToken) {
        long fingerprint = Fingerprint.of(urlToken);
        byte[] packed = known.get(fingerprint);
        if (packed != null) {
            hits.increment();
            return Unis.item(told(packed, urlToken));
        }
        misses.increment();
        return Uni.createFrom().deferred(() -> lookUpAmongOthers(fingerprint, urlToken));
    }

    private Uni<TokenLookUp> lookUpAmongOthers(long fingerprint, String urlToken) {
        return tokens.contains(fingerprint)
                ? lookedUp(fingerprint, urlToken, waiting, MOST_WAITING)
                : lookedUp(fingerprint, urlToken, strangersWaiting, MOST_STRANGERS_WAITING);
    }

    /// What somebody looks up already costs no further look-up, but whoever waits for it is
    /// counted.
    private Uni<TokenLookUp> lookedUp(
            long fingerprint, String urlToken, AtomicInteger waiters, int most) {
        if (waiters.incrementAndGet() > most || !isWorthIt(fingerprint)) {
            waiters.decrementAndGet();
            return Unis.item(new TokenLookUp.Untold());
        }
        return Uni.createFrom()
                .completionStage(lookUp(fingerprint, urlToken))
                .map(found -> told(found, urlToken))
                .onTermination()
                .invoke(() -> waiters.decrementAndGet());
    }

    private boolean isWorthIt(long fingerprint) {
        return underWay.containsKey(fingerprint)
                || tokens.contains(fingerprint)
                || tokens.mayBeLookedUp();
    }

    private static TokenLookUp told(byte @Nullable [] packed, String urlToken) {
        return keys(packed, urlToken)
                .<TokenLookUp>map(TokenLookUp.Known::new)
                .orElseGet(TokenLookUp.Unknown::new);
    }

    /// A look-up that is under way may have read what is no longer true: whoever asks from now on
    /// begins another.
    synchronized void forget(long fingerprint) {
        underWay.remove(fingerprint);
        known.remove(fingerprint);
    }

    synchronized void forgetAll() {
        underWay.clear();
        known.clear();
    }

    /// Completes with null, which is not remembered, when nobody has this token.
    private CompletableFuture<byte @Nullable []> lookUp(long fingerprint, String urlToken) {
        CompletableFuture<byte @Nullable []> mine = new CompletableFuture<>();
        CompletableFuture<byte @Nullable []> others = underWay.putIfAbsent(fingerprint, mine);
        if (others != null) {
            return others;
        }
        looked.increment();
        lookUps.submit(
                urlToken,
                0,
                (found, failure) -> complete(found, failure, urlToken, fingerprint, mine));
        return mine;
    }

    private void complete(
            Optional<SubscriptionKeys> found,
            Throwable failure,
            String urlToken,
            long fingerprint,
            CompletableFuture<byte @Nullable []> mine) {
        byte @Nullable [] packed =
                found == null
                        ? null
                        : found.map(keys -> PackedKeys.of(urlToken, keys)).orElse(null);
        ended(fingerprint, mine, packed);
        if (failure == null) {
            mine.complete(packed);
        } else {
            mine.completeExceptionally(failure);
        }
    }

    /// In one step with [#forget]: what is remembered is what was not forgotten meanwhile.
    private synchronized void ended(
            long fingerprint,
            CompletableFuture<byte @Nullable []> lookUp,
            byte @Nullable [] packed) {
        if (underWay.remove(fingerprint, lookUp) && packed != null) {
            known.put(fingerprint, packed);
        }
    }

    /// Two tokens may have one fingerprint, so the token is compared as well.
    private static Optional<SubscriptionKeys> keys(byte @Nullable [] packed, String urlToken) {
        return packed == null ? Optional.empty() : PackedKeys.behind(urlToken, packed);
    }
}
