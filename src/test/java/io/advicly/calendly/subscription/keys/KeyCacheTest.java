package io.advicly.calendly.subscription.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.advicly.calendly.security.cipher.SecretString;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyCacheTest {

    private static final String TOKEN = "a-token";
    private static final SubscriptionKeys OLD = keys("old");
    private static final SubscriptionKeys NEW = keys("new");

    private final LateRows rows = new LateRows();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final UrlTokenIndex tokens = new UrlTokenIndex(rows, new Settings());
    private final KeyCache cache = new KeyCache(rows, tokens, new Settings(), meters);

    @Test
    void whoAsksMeanwhileSharesTheLookUp() {
        var first = ask();
        var second = ask();
        rows.answer(0, Optional.of(OLD));
        assertThat(first.join()).contains(OLD);
        assertThat(second.join()).contains(OLD);
        assertThat(cache.remembered(TOKEN)).isEqualTo(OLD);
        assertThat(ask().join()).contains(OLD);
        assertThat(rows.asked).hasSize(1);
        assertThat(meters.get("cache.gets").tag("result", "hit").counter().count()).isEqualTo(2);
        assertThat(meters.get("cache.gets").tag("result", "miss").counter().count()).isEqualTo(2);
    }

    @Test
    void whatChangedWhileItWasReadIsNotRemembered() {
        var first = ask();
        cache.forget(Fingerprint.of(TOKEN));
        rows.answer(0, Optional.of(OLD));
        assertThat(first.join()).contains(OLD);
        assertThat(cache.remembered(TOKEN)).isNull();
    }

    @Test
    void whoAsksAfterAChangeIsNotToldWhatWasReadBefore() {
        var before = ask();
        cache.forgetAll();
        var after = ask();
        rows.answer(1, Optional.of(NEW));
        rows.answer(0, Optional.of(OLD));
        assertThat(before.join()).contains(OLD);
        assertThat(after.join()).contains(NEW);
        assertThat(cache.remembered(TOKEN)).isEqualTo(NEW);
    }

    @Test
    void nobodysTokenIsNotRemembered() {
        var first = ask();
        rows.answer(0, Optional.empty());
        assertThat(first.join()).isEmpty();
        assertThat(ask()).isNotDone();
        assertThat(rows.asked).hasSize(2);
    }

    @Test
    void aFailureIsNotRemembered() {
        var first = ask();
        rows.fail(0);
        assertThatThrownBy(first::join).hasRootCauseMessage("away");
        var second = ask();
        rows.answer(1, Optional.of(NEW));
        assertThat(second.join()).contains(NEW);
    }

    /// The flood is told nothing, and so is whoever has a token that is not known yet: never that
    /// there is no such subscription.
    @Test
    void whatCannotBeLookedUpIsNotCalledUnknown() {
        tokens.read().await().indefinitely();
        for (int number = 0; number < 1_000; number++) {
            var _ = cache.get("invented-" + number).subscribeAsCompletionStage();
        }

        assertThat(cache.get(TOKEN).await().indefinitely()).isInstanceOf(TokenLookUp.Untold.class);
        assertThat(rows.asked).hasSizeLessThan(10);
    }

    /// Whoever would tell of new ones is gone with the database: those that are known are still
    /// looked up, and a flood of others waits for nothing.
    @Test
    void whileNobodyTellsOfNewTokensTheListOfBeforeIsUsed() {
        rows.tokens = List.of(Fingerprint.of(TOKEN));
        tokens.read().await().indefinitely();
        tokens.incomplete();

        assertThat(waitingOfInvented(1_000)).isLessThan(10);
        var ours = ask();

        assertThat(ours).isNotDone();
        rows.answerAll(Optional.of(OLD));
        assertThat(ours.join()).contains(OLD);
    }

    @Test
    void whileTheListIsReadAnewTheOneOfBeforeIsUsed() {
        rows.tokens = List.of(Fingerprint.of(TOKEN));
        tokens.read().await().indefinitely();
        rows.listing = Uni.createFrom().nothing();
        var _ = tokens.read().subscribeAsCompletionStage();

        assertThat(waitingOfInvented(1_000)).isLessThan(10);
        assertThat(ask()).isNotDone();
    }

    @Test
    void whoWasHeardOfMeanwhileIsKnownAfterwards() {
        tokens.read().await().indefinitely();
        var listed = new CompletableFuture<SigningKeyRepository.Fingerprints>();
        rows.listing = Uni.createFrom().completionStage(listed);
        var reading = tokens.read().subscribeAsCompletionStage();
        tokens.add(Fingerprint.of(TOKEN));
        listed.complete(new SigningKeyRepository.Fingerprints(List.of(), new UUID(0, 1)));
        reading.join();

        assertThat(waitingOfInvented(1_000)).isLessThan(10);
        assertThat(ask()).isNotDone();
    }

    @Test
    void untilTheListHasBeenReadFewWait() {
        assertThat(waitingOfInvented(5_000)).isEqualTo(KeyCache.MOST_STRANGERS_WAITING);

        rows.answerAll(Optional.empty());
        assertThat(ask()).as("they have gone").isNotDone();
    }

    /// They share a look-up, but each is a request that waits.
    @Test
    void whoAsksForOneAndTheSameInventedTokenIsCountedToo() {
        tokens.read().await().indefinitely();
        long waiting =
                IntStream.range(0, 5_000)
                        .mapToObj(number -> cache.get("invented").subscribeAsCompletionStage())
                        .filter(answer -> !answer.isDone())
                        .count();

        assertThat(waiting).isEqualTo(KeyCache.MOST_STRANGERS_WAITING);
    }

    private long waitingOfInvented(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> cache.get("invented-" + number).subscribeAsCompletionStage())
                .filter(answer -> !answer.isDone())
                .count();
    }

    private CompletableFuture<Optional<SubscriptionKeys>> ask() {
        return cache.get(TOKEN)
                .map(answer ->
                        switch (answer) {
                            case TokenLookUp.Known(SubscriptionKeys keys) -> Optional.of(keys);
                            case TokenLookUp.Unknown _ -> Optional.<SubscriptionKeys>empty();
                            case TokenLookUp.Untold _ -> throw new AssertionError("untold");
                        })
                .subscribeAsCompletionStage();
    }

    private static SubscriptionKeys keys(String key) {
        return new SubscriptionKeys(
                UUID.fromString("f81d4fae-7dec-11d0-a765-00a0c91e6bf6"),
                "https://api.calendly.com/organizations/ORG",
                List.of(SecretString.of(key)));
    }

    /// A database that answers when it is told to.
    @SuppressWarnings("NullAway") // neither pool nor cipher is used
    private static final class LateRows extends SigningKeyRepository {

        private final List<CompletableFuture<List<Optional<SubscriptionKeys>>>> asked =
                new ArrayList<>();
        private final List<Integer> sizes = new ArrayList<>();
        private List<Long> tokens = List.of();
        private @Nullable Uni<Fingerprints> listing;

        LateRows() {
            super(null, null, null);
        }

        @Override
        Uni<List<Optional<SubscriptionKeys>>> behind(List<String> urlTokens) {
            CompletableFuture<List<Optional<SubscriptionKeys>>> answer = new CompletableFuture<>();
            asked.add(answer);
            sizes.add(urlTokens.size());
            return Uni.createFrom().completionStage(answer);
        }

        @Override
        Uni<Fingerprints> fingerprintsAfter(UUID id, int limit) {
            return listing == null ? Uni.createFrom().item(new Fingerprints(tokens, id)) : listing;
        }

        void answer(int number, Optional<SubscriptionKeys> found) {
            asked.get(number).complete(List.of(found));
        }

        /// Also those that are asked for meanwhile.
        void answerAll(Optional<SubscriptionKeys> found) {
            for (int number = 0; number < asked.size(); number++) {
                asked.get(number).complete(Collections.nCopies(sizes.get(number), found));
            }
        }

        void fail(int number) {
            asked.get(number).completeExceptionally(new IllegalStateException("away"));
        }
    }

    private static final class Settings implements KeyCacheSettings {

        @Override
        public int cached() {
            return 10;
        }

        @Override
        public Duration cachedFor() {
            return Duration.ofMinutes(5);
        }

        @Override
        public int strangers() {
            return 1;
        }
    }
}
