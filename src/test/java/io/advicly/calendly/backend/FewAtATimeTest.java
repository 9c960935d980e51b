package io.advicly.calendly.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FewAtATimeTest {

    private static final Duration LONGEST = Duration.ofSeconds(3);

    private final AtomicLong now = new AtomicLong();
    private final FewAtATime turns = new FewAtATime(2, LONGEST, now::get);
    private final List<UniEmitter<? super String>> begun = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();

    private void ask(String name) {
        turns.inTurn(() -> Uni.createFrom().<String>emitter(begun::add))
                .subscribe()
                .with(any -> ended.add(name), failure -> ended.add(name + " failed"));
    }

    @Test
    void othersWaitForTheirTurn() {
        IntStream.range(0, 5).forEach(number -> ask("" + number));
        assertThat(begun).hasSize(2);

        begun.get(1).complete("done");

        assertThat(begun).hasSize(3);
        assertThat(ended).containsExactly("1");
    }

    /// As where the database answers nobody.
    @Test
    void whoseTurnDoesNotComeIsToldSo() {
        IntStream.range(0, 4).forEach(number -> ask("" + number));
        now.addAndGet(LONGEST.plusMillis(1).toNanos());
        ask("late");

        begun.get(0).complete("done");

        assertThat(ended).containsExactlyInAnyOrder("0", "2 failed", "3 failed");
        assertThat(begun).as("the late one's turn").hasSize(3);
        begun.get(2).complete("done");
        assertThat(ended).contains("late");
    }

    @Test
    void aTurnEndsHoweverItEnds() {
        IntStream.range(0, 4).forEach(number -> ask("" + number));

        begun.get(0).fail(new IllegalStateException("refused"));
        begun.get(1).complete("done");

        assertThat(begun).hasSize(4);
        assertThat(ended).containsExactly("0 failed", "1");
        turns.inTurn(
                        () -> {
                            throw new IllegalStateException("thrown");
                        })
                .subscribe()
                .with(any -> ended.add("?"), failure -> ended.add("thrown"));
        begun.get(2).complete("done");
        begun.get(3).complete("done");
        ask("last");
        ask("of all");
        assertThat(ended).containsExactly("0 failed", "1", "thrown", "2", "3");
        assertThat(begun).hasSize(6);
    }
}
