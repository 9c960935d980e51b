package io.advicly.calendly.sync.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.event.ScheduledEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageWalkTest {

    private static final Instant NOON = Instant.parse("2026-02-01T12:00:00Z");

    @Test
    void goesByStartTimeWhateverTheOrderOfThePage() {
        assertThat(
                        readAll(
                                new PageWalk(
                                        List.of(event("c", 3), event("a", 1), event("b", 2)),
                                        null)))
                .containsExactly("a", "b", "c");
    }

    @Test
    void goesOnWhereItStopped() {
        List<ScheduledEvent> page = List.of(event("a", 1), event("b", 2), event("c", 3));
        PageWalk walk = new PageWalk(page, null);

        walk.advance();

        assertThat(walk.mayStop()).isTrue();
        assertThat(walk.position()).isEqualTo(NOON.plusSeconds(2));
        assertThat(readAll(new PageWalk(page, walk.position()))).containsExactly("b", "c");
    }

    @Test
    void losesNothingWhenAnEventThatWasReadIsGoneFromThePage() {
        PageWalk walk = new PageWalk(List.of(event("a", 1), event("b", 2), event("c", 3)), null);
        walk.advance();

        List<ScheduledEvent> later = List.of(event("b", 2), event("c", 3), event("d", 4));

        assertThat(readAll(new PageWalk(later, walk.position()))).containsExactly("b", "c", "d");
    }

    @Test
    void mayNotStopBetweenEventsOfTheSameTime() {
        PageWalk walk = new PageWalk(List.of(event("a", 1), event("b", 1), event("c", 2)), null);
        assertThat(walk.mayStop()).isFalse();

        walk.advance();
        assertThat(walk.mayStop()).isFalse();

        walk.advance();
        assertThat(walk.mayStop()).isTrue();
    }

    @Test
    void anEmptyPageIsDone() {
        PageWalk walk = new PageWalk(List.of(), null);

        assertThat(walk.isDone()).isTrue();
        assertThat(walk.position()).isNull();
    }

    private static List<String> readAll(PageWalk walk) {
        List<String> uris = new ArrayList<>();
        while (!walk.isDone()) {
            uris.add(walk.current().uri());
            walk.advance();
        }
        return uris;
    }

    private static ScheduledEvent event(String uri, long second) {
        Instant start = NOON.plusSeconds(second);
        return new ScheduledEvent(
                uri, null, true, start, start.plusSeconds(60), null, List.of(), NOON);
    }
}
