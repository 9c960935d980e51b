package io.advicly.calendly.subscription;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.advicly.calendly.platform.BatchLimits;
import io.advicly.calendly.platform.Batcher;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Signing keys in memory, by the [Fingerprint] of their URL token. Bounded; look-ups for the same
/// token are shared, those for different ones go in one query. [KeyNotices] keeps it true.
@Singleton
class KeyCache {

    /// Deliveries of this many unknown subscriptions are looked up at a time; more get 503.
    private static final BatchLimits LIMITS =
            new BatchLimits(
                    5_000, Long.MAX_VALUE, 500, Long.MAX_VALUE, 2, 1, Duration.ofSeconds(3));

    private final AsyncCache<Long, byte[]> cache;
    private final Batcher<String, Optional<SubscriptionKeys>> lookUps;
    private final KnownTokens tokens;
    private final Counter looked;

    KeyCache(KeyRows rows, KnownTokens tokens, KeyCacheSettings settings, MeterRegistry meters) {
        this.tokens = tokens;
        this.looked = meters.counter("signing-keys.look-ups");
        this.lookUps = new Batcher<>(LIMITS, rows::behind);
        this.cache =
                Caffeine.newBuilder()
                        .maximumSize(settings.cached())
                        .expireAfterWrite(settings.cachedFor())
                        .recordStats()
                        .buildAsync();
        CaffeineCacheMetrics.monitor(meters, cache, "signing-keys");
    }

    @Nullable SubscriptionKeys remembered(String urlToken) {
        CompletableFuture<byte[]> known = cache.getIfPresent(Fingerprint.of(urlToken));
        return known != null && known.isDone() && !known.isCompletedExceptionally()
                ? keys(known.join(), urlToken).orElse(null)
                : null;
    }

    Uni<Optional<SubscriptionKeys>> get(String urlToken) {
        long fingerprint = Fingerprint.of(urlToken);
        CompletableFuture<byte[]> remembered = cache.getIfPresent(fingerprint);
        if (remembered == null && !tokens.worthALookUp(fingerprint)) {
            return Uni.createFrom().item(Optional.empty());
        }
        return Uni.createFrom()
                .completionStage(() -> cache.get(fingerprint, (key, executor) -> lookUp(urlToken)))
                .map(found -> keys(found, urlToken));
    }

    void forget(long fingerprint) {
        cache.asMap().remove(fingerprint);
    }

    void forgetAll() {
        cache.asMap().clear();
    }

    /// Completes with null, which is not remembered, when nobody has this token.
    @SuppressWarnings("NullAway") // Caffeine wants it so, and its type does not say it
    private CompletableFuture<byte[]> lookUp(String urlToken) {
        looked.increment();
        // Not the future of a pipeline: it stays, and would keep all of that.
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        lookUps.submit(
                urlToken,
                0,
                (found, failure) -> {
                    if (found == null) {
                        answer.completeExceptionally(failure);
                    } else {
                        answer.complete(
                                found.map(keys -> PackedKeys.of(urlToken, keys)).orElse(null));
                    }
                });
        return answer;
    }

    /// Two tokens may have one fingerprint, so the token is compared as well.
    private static Optional<SubscriptionKeys> keys(byte @Nullable [] known, String urlToken) {
        return known == null ? Optional.empty() : PackedKeys.behind(urlToken, known);
    }
}
