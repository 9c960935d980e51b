package io.advicly.calendly.platform.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageWalkerTest {

    private final List<Integer> places = new ArrayList<>();

    @Test
    void goesOnFromThePlaceThatWasReached() {
        Integer last = walk(0, 100);

        assertThat(places).containsExactly(0, 10, 20, 30, 40, 50, 60, 70, 80, 90);
        assertThat(last).isEqualTo(100);
    }

    @Test
    void doesOnePageAtLeast() {
        assertThat(walk(0, 0)).isEqualTo(10);
        assertThat(places).containsExactly(0);
    }

    @Test
    void isNoDeeperHoweverManyPagesThereAre() {
        assertThat(walk(0, 500_000)).isEqualTo(500_000);
    }

    @Test
    void beginsAnewForWhoeverSubscribesOnceMore() {
        Uni<Integer> walk = PageWalker.walk(0, this::page, place -> place < 20);

        assertThat(await(walk)).isEqualTo(20);
        assertThat(await(walk)).isEqualTo(20);
        assertThat(places).containsExactly(0, 10, 0, 10);
    }

    @Test
    void endsWithAPageThatFails() {
        Uni<Integer> walk =
                PageWalker.walk(
                        0,
                        place ->
                                place < 20
                                        ? page(place)
                                        : Uni.createFrom().failure(new IllegalStateException("no")),
                        place -> true);

        assertThatThrownBy(() -> await(walk)).hasMessage("no");
        assertThat(places).containsExactly(0, 10);
    }

    private Integer walk(int start, int end) {
        return await(PageWalker.walk(start, this::page, place -> place < end));
    }

    private Uni<Integer> page(int place) {
        places.add(place);
        return Uni.createFrom().item(place + 10);
    }

    private static Integer await(Uni<Integer> walk) {
        return walk.await().atMost(Duration.ofSeconds(60));
    }
}
