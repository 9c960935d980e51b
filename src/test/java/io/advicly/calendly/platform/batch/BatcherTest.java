package io.advicly.calendly.platform.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.advicly.calendly.platform.BatchCalls;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BatcherTest {

    private final BatchCalls calls = new BatchCalls();
    private final Batcher<String, String> batcher =
            new Batcher<>(new BatchLimits(6, 100, 3, 50, 1, 1, Duration.ofSeconds(30)), calls);

    @Test
    void theFirstOneDoesNotWait() {
        submit("a");
        assertThat(calls.begun).containsExactly(List.of("a"));
    }

    @Test
    void whatArrivesMeanwhileSharesTheNextCall() {
        // Given
        var first = submit("a");
        var second = submit("b");
        var third = submit("c");
        // When
        calls.succeed();
        // Then
        assertThat(first).isCompletedWithValue("done a");
        assertThat(second).isNotDone();
        assertThat(calls.begun).containsExactly(List.of("a"), List.of("b", "c"));
        // When
        calls.succeed();
        // Then
        assertThat(second).isCompletedWithValue("done b");
        assertThat(third).isCompletedWithValue("done c");
        assertThat(batcher.held()).isZero();
        assertThat(batcher.heldBytes()).isZero();
    }

    @Test
    void aFurtherCallBeginsOnceEnoughWait() {
        // Given
        var twoAtOnce = twoAtOnce(2);
        // When
        submit(twoAtOnce, "a");
        submit(twoAtOnce, "b");
        // Then
        assertThat(calls.begun).containsExactly(List.of("a"));
        // When
        submit(twoAtOnce, "c");
        // Then
        assertThat(calls.begun).containsExactly(List.of("a"), List.of("b", "c"));
    }

    @Test
    void fewDoNotWaitForACallThatTakesLong() {
        // Given
        var twoAtOnce = twoAtOnce(1_000);
        submit(twoAtOnce, "a");
        // When
        await().untilAsserted(() -> {
            submit(twoAtOnce, "b");
            // Then
            assertThat(calls.begun).hasSize(2);
        });
    }

    @Test
    void whoWaitedForACallAreDoneAfterIt() {
        // Given
        var twoAtOnce = twoAtOnce(1_000);
        submit(twoAtOnce, "a");
        submit(twoAtOnce, "b");
        // When
        calls.succeed();
        // Then
        assertThat(calls.begun).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void tellsHowLongTheFirstOfACallHasWaitedOnceAllAreAnswered() {
        // Given
        submit("a");
        submit("b");
        submit("c");
        assertThat(calls.answered).isEmpty();
        Duration waiting = batcher.waiting();
        assertThat(waiting).isPositive();
        // When
        calls.succeed();
        calls.succeed();
        // Then
        assertThat(calls.answered).containsExactly(1, 2);
        assertThat(calls.longest.getLast()).isGreaterThan(waiting);
        assertThat(batcher.waiting()).isZero();
    }

    @Test
    void aCallTakesOnlySoMany() {
        // Given
        List.of("a", "b", "c", "d", "e", "f").forEach(this::submit);
        // When
        calls.succeed();
        calls.succeed();
        // Then
        assertThat(calls.begun)
                .containsExactly(List.of("a"), List.of("b", "c", "d"), List.of("e", "f"));
    }

    @Test
    void aCallTakesOnlySoManyBytes() {
        // Given
        submit("a", 1);
        submit("b", 49);
        submit("c", 40);
        submit("d", 1);
        // When
        calls.succeed();
        // Then
        assertThat(calls.begun).containsExactly(List.of("a"), List.of("b", "c"));
    }

    @Test
    void tooManyAreRefusedAtOnce() {
        List.of("a", "b", "c", "d", "e", "f").forEach(this::submit);
        assertRefused(submit("g"), "full");
        calls.succeed();
        assertThat(submit("h")).isNotDone();
    }

    @Test
    void tooManyBytesAreRefusedAtOnce() {
        submit("a", 60);
        assertRefused(submit("b", 41), "full");
        assertThat(submit("c", 40)).isNotDone();
    }

    @Test
    void whatWasTakenBeforeTheEndIsDone() {
        // Given
        submit("a");
        var taken = submit("b");
        // When
        batcher.close();
        // Then
        assertRefused(submit("c"), "closed");
        calls.succeed();
        calls.succeed();
        assertThat(taken).isCompletedWithValue("done b");
    }

    @Test
    void aFailedCallFailsAllThatSharedIt() {
        // Given
        submit("a");
        var second = submit("b");
        var third = submit("c");
        calls.succeed();
        // When
        calls.fail("away");
        // Then
        assertThat(second).isCompletedExceptionally();
        assertThat(third).isCompletedExceptionally();
        assertThat(calls.begun).hasSize(2);
        assertThat(batcher.held()).isZero();
        assertThat(submit("d")).isNotDone();
    }

    @Test
    void oneThatSpoilsACallFailsAlone() {
        // Given
        submit("a");
        var good = submit("b");
        var bad = submit("c");
        var alsoGood = submit("d");
        calls.succeed();
        // When
        calls.fail(BatchCalls.SPOILED);
        calls.succeed();
        calls.fail(BatchCalls.SPOILED);
        calls.succeed();
        // Then
        assertThat(good).isCompletedWithValue("done b");
        assertThat(bad).isCompletedExceptionally();
        assertThat(alsoGood).isCompletedWithValue("done d");
        assertThat(batcher.held()).isZero();
    }

    @Test
    void whoThrowsAtTheAnswerKeepsNobodyElseFromIt() {
        // Given
        submitThrowing();
        var second = submit("b");
        submitThrowing();
        var fourth = submit("d");
        // When
        calls.succeed();
        calls.succeed();
        // Then
        assertThat(second).isCompletedWithValue("done b");
        assertThat(fourth).isCompletedWithValue("done d");
        assertThat(batcher.held()).isZero();
        submit("e");
        assertThat(calls.begun.getLast()).containsExactly("e");
    }

    @Test
    void norFromAFailure() {
        // Given
        submit("a");
        submitThrowing();
        var third = submit("c");
        calls.succeed();
        // When
        calls.fail("away");
        // Then
        assertThat(third).isCompletedExceptionally();
        assertThat(batcher.held()).isZero();
        submit("e");
        assertThat(calls.begun.getLast()).containsExactly("e");
    }

    @Test
    void norFromATryOfItsOwn() {
        // Given
        submit("a");
        submitThrowing();
        var third = submit("c");
        calls.succeed();
        // When
        calls.fail(BatchCalls.SPOILED);
        calls.fail(BatchCalls.SPOILED);
        calls.succeed();
        // Then
        assertThat(third).isCompletedWithValue("done c");
        assertThat(batcher.held()).isZero();
        submit("e");
        assertThat(calls.begun.getLast()).containsExactly("e");
    }

    @Test
    void aCallIsOverAlthoughNobodyCanTellWhoHasSpoiledIt() {
        // Given
        submit("a");
        var second = submit("b");
        var third = submit("c");
        calls.succeed();
        // When
        calls.fail(BatchCalls.UNTOLD);
        // Then
        assertThat(second).isCompletedExceptionally();
        assertThat(third).isCompletedExceptionally();
        assertThat(batcher.held()).isZero();
        submit("e");
        assertThat(calls.begun.getLast()).containsExactly("e");
    }

    @Test
    void whoThrowsAtBeingLateTakesNoPlace() {
        // Given
        var impatient =
                new Batcher<>(new BatchLimits(9, 9, 9, 9, 1, 9, Duration.ofMillis(20)), calls);
        var lost = impatient.submit("a", 0).subscribeAsCompletionStage();
        impatient.submit("b", 0, BatcherTest::throwing);
        // When
        assertRefused(lost, "late");
        await().untilAsserted(() -> {
            calls.endAll();
            assertThat(impatient.held()).isZero();
        });
        // Then
        submit(impatient, "c");
        assertThat(calls.begun.getLast()).containsExactly("c");
    }

    @Test
    void nobodyWaitsForACallThatNeverEnds() {
        // Given
        var impatient =
                new Batcher<>(
                        new BatchLimits(9, 9, 9, 9, 1, 1, Duration.ofMillis(20)), new BatchCalls());
        // When
        var lost = impatient.submit("a", 0).subscribeAsCompletionStage();
        // Then
        assertRefused(lost, "late");
    }

    @Test
    void whatIsLateCountsUntilItsCallHasEnded() {
        // Given
        var impatient =
                new Batcher<>(new BatchLimits(9, 9, 9, 9, 9, 1, Duration.ofMillis(20)), calls);
        var lost = impatient.submit("a", 9).subscribeAsCompletionStage();
        assertRefused(lost, "late");
        // Then
        assertThat(impatient.heldBytes()).isEqualTo(9);
        assertRefused(impatient.submit("b", 1).subscribeAsCompletionStage(), "full");
        // When
        calls.succeed();
        // Then
        assertThat(impatient.held()).isZero();
        assertThat(impatient.heldBytes()).isZero();
        var _ = impatient.submit("c", 9).subscribeAsCompletionStage();
        assertThat(calls.begun.getLast()).as("there is room again").containsExactly("c");
    }

    private void submitThrowing() {
        batcher.submit("broken", 1, BatcherTest::throwing);
    }

    private static void throwing(@Nullable String result, @Nullable Throwable failure) {
        throw new IllegalStateException("of whoever is answered");
    }

    @CanIgnoreReturnValue
    private CompletableFuture<String> submit(String item) {
        return submit(item, 1);
    }

    private Batcher<String, String> twoAtOnce(int further) {
        return new Batcher<>(
                new BatchLimits(Integer.MAX_VALUE, 999, 9, 9, 2, further, Duration.ofSeconds(30)),
                calls);
    }

    @CanIgnoreReturnValue
    private static CompletableFuture<String> submit(Batcher<String, String> to, String item) {
        return to.submit(item, 0).subscribeAsCompletionStage();
    }

    @CanIgnoreReturnValue
    private CompletableFuture<String> submit(String item, int bytes) {
        return batcher.submit(item, bytes).subscribeAsCompletionStage();
    }

    private static void assertRefused(CompletableFuture<String> answer, String reason) {
        assertThatThrownBy(answer::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        NotBatchedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
