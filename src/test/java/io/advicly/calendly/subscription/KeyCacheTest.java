package io.advicly.calendly.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.advicly.calendly.security.SecretString;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class KeyCacheTest {

    private static final String TOKEN = "a-token";
    private static final SubscriptionKeys OLD = keys("old");
    private static final SubscriptionKeys NEW = keys("new");

    private final LateRows rows = new LateRows();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final KeyCache cache =
            new KeyCache(rows, new KnownTokens(rows, new Settings()), new Settings(), meters);

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

    private CompletableFuture<Optional<SubscriptionKeys>> ask() {
        return cache.get(TOKEN).subscribeAsCompletionStage();
    }

    private static SubscriptionKeys keys(String key) {
        return new SubscriptionKeys(
                UUID.fromString("f81d4fae-7dec-11d0-a765-00a0c91e6bf6"),
                "https://api.calendly.com/organizations/ORG",
                List.of(SecretString.of(key)));
    }

    /// A database that answers when it is told to.
    @SuppressWarnings("NullAway") // neither pool nor cipher is used
    private static final class LateRows extends KeyRows {

        private final List<CompletableFuture<List<Optional<SubscriptionKeys>>>> asked =
                new ArrayList<>();

        LateRows() {
            super(null, null);
        }

        @Override
        Uni<List<Optional<SubscriptionKeys>>> behind(List<String> urlTokens) {
            CompletableFuture<List<Optional<SubscriptionKeys>>> answer = new CompletableFuture<>();
            asked.add(answer);
            return Uni.createFrom().completionStage(answer);
        }

        void answer(int number, Optional<SubscriptionKeys> found) {
            asked.get(number).complete(List.of(found));
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
