package io.advicly.calendly.sync.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FruitTest {

    private static final Instant NOON = Instant.parse("2026-02-01T12:00:00Z");
    private static final Place READ = Place.START.pageRead(NOON, "second");

    @Test
    void whatIsReadAgainIsNothing() {
        assertThat(Fruit.fruitless(job(READ, 1), PageResult.Won.nothing(READ.anew()), 0))
                .isEqualTo(2);
        assertThat(
                        Fruit.fruitless(
                                job(READ, 1), new PageResult.Won(READ, List.of("e"), 1, true), 0))
                .isEqualTo(2);
    }

    @Test
    void somethingNewBeginsTheCountAnew() {
        assertThat(Fruit.fruitless(job(READ, 2), PageResult.Won.nothing(READ), 1)).isZero();
        assertThat(
                        Fruit.fruitless(
                                job(READ, 2),
                                PageResult.Won.nothing(READ.stoppedAt(NOON.plusSeconds(1))),
                                0))
                .isZero();
        assertThat(
                        Fruit.fruitless(
                                job(READ, 2), PageResult.Won.nothing(READ.pageRead(null, null)), 0))
                .isZero();
    }

    @Test
    void aTurnWithoutACallCountsForNothing() {
        PageResult paused = PageResult.paused(job(READ, 2), Duration.ofSeconds(1));

        assertThat(Fruit.fruitless(job(READ, 2), ((PageResult.GoesOn) paused).won(), 0))
                .isEqualTo(2);
    }

    private static SyncJob job(Place place, int fruitless) {
        return new SyncJob(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                NOON,
                NOON,
                NOON,
                place,
                1,
                1,
                fruitless,
                false);
    }
}
