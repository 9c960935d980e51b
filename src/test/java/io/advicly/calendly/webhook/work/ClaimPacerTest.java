package io.advicly.calendly.webhook.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.webhook.AnswerTimes;
import io.advicly.calendly.webhook.Settings;
import io.advicly.calendly.webhook.WebhookSettings;
import io.advicly.calendly.webhook.queue.Claim;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClaimPacerTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final WebhookSettings SETTINGS = Settings.of(Map.of());
    private static final int GROUP = SETTINGS.worker().group();
    private static final int BATCH = SETTINGS.worker().batch();

    private final AtomicReference<Duration> waiting = new AtomicReference<>(Duration.ZERO);
    private final AnswerTimes answers = new AnswerTimes();
    private final ClaimPacer pacer = new ClaimPacer(answers, VERTX, SETTINGS);

    @BeforeEach
    void watch() {
        answers.watch(waiting::get);
    }

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void atFirstTheWorkerTakesAllItCan() {
        assertThat(turn().join()).isEqualTo(BATCH);
        assertThat(pacer.slots()).isEqualTo(SETTINGS.worker().concurrency());
    }

    @Test
    void whileAnswersTakeTooLongItTakesAGroupAtATime() {
        waiting.set(Duration.ofMinutes(1));
        await().untilAsserted(() -> assertThat(turn().join()).isEqualTo(GROUP));
        assertThat(pacer.slots()).isOne();
    }

    @Test
    void whenTheyDoNoMoreItTakesAllItCanAgain() {
        // Given
        waiting.set(Duration.ofMinutes(1));
        await().until(() -> turn().join() == GROUP);
        // When
        waiting.set(Duration.ZERO);
        // Then
        await().untilAsserted(() -> assertThat(turn().join()).isEqualTo(BATCH));
        await().until(() -> {
            turn().join();
            return pacer.slots() == SETTINGS.worker().concurrency();
        });
    }

    @Test
    void howeverLongAnswersTakeTheWorkComesOn() {
        waiting.set(Duration.ofMinutes(1));
        for (int turn = 0; turn < 20; turn++) {
            pacer.claimed(GROUP, Claim.NOTHING);
            pacer.worked(Duration.ofHours(1));
            assertThat(turn()).succeedsWithin(Duration.ofMinutes(1));
        }
    }

    private CompletableFuture<Integer> turn() {
        return pacer.awaitTurn().subscribeAsCompletionStage();
    }
}
