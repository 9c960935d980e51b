package io.advicly.calendly.platform.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final Queue<Runnable> later = new ArrayDeque<>();
    private final List<Integer> begun = new ArrayList<>();
    private final Turns turns = new Turns(3, later::add);

    @Test
    void aFewBeginAtOnce() {
        add(1, 3);

        assertThat(begun).containsExactly(1, 2, 3);
    }

    @Test
    void moreBeginInLaterTurnsInTheirOrder() {
        add(1, 8);
        assertThat(begun).containsExactly(1, 2, 3);

        turn();
        assertThat(begun).containsExactly(1, 2, 3, 4, 5, 6);

        add(9, 9);
        turn();
        assertThat(begun).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void whoeverComesAfterATurnOfTheirOwnDoesNotWait() {
        add(1, 3);
        turn();

        add(4, 4);
        assertThat(begun).containsExactly(1, 2, 3, 4);
    }

    @Test
    void aLoopWithNothingToBeginHasNoTurns() {
        add(1, 1);
        turn();

        assertThat(later).isEmpty();
    }

    /// One after another that throws has its turn all the same.
    @Test
    void whatThrowsKeepsNobodyFromATurn() {
        add(1, 3);
        turns.add(() -> {
            throw new IllegalStateException("thrown on purpose");
        });
        add(5, 6);

        try {
            turn();
        } catch (IllegalStateException thrown) {
            turn();
        }
        assertThat(begun).contains(5, 6);
    }

    private void add(int first, int last) {
        IntStream.rangeClosed(first, last).forEach(n -> turns.add(() -> begun.add(n)));
    }

    private void turn() {
        later.remove().run();
    }
}
