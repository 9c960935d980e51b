package io.advicly.calendly.sync.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.event.EventQuery;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.advicly.calendly.meeting.detail.DetailAge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PageWalkTest {

    private static final Instant NOON = Instant.parse("2026-02-01T12:00:00Z");
    private static final long DAY = 86_400;

    @Test
    void goesByStartTimeWhateverTheOrderOfThePage() {
        assertThat(readAll(walk(List.of(event("c", 3), event("a", 1), event("b", 2)), null)))
                .containsExactly("a", "b", "c");
    }

    @Test
    void goesOnWhereItStopped() {
        List<ScheduledEvent> page = List.of(event("a", 1), event("b", 2), event("c", 3));
        PageWalk walk = walk(page, null);

        walk.advance();

        assertThat(walk.mayStop()).isTrue();
        assertThat(walk.position()).isEqualTo(NOON.plusSeconds(2));
        assertThat(readAll(walk(page, walk.position()))).containsExactly("b", "c");
    }

    @Test
    void losesNothingWhenAnEventThatWasReadIsGoneFromThePage() {
        PageWalk walk = walk(List.of(event("a", 1), event("b", 2), event("c", 3)), null);
        walk.advance();

        List<ScheduledEvent> later = List.of(event("b", 2), event("c", 3), event("d", 4));

        assertThat(readAll(walk(later, walk.position()))).containsExactly("b", "c", "d");
    }

    @Test
    void mayNotStopBetweenEventsOfTheSameTime() {
        PageWalk walk = walk(List.of(event("a", 1), event("b", 1), event("c", 2)), null);
        assertThat(walk.mayStop()).isFalse();

        walk.advance();
        assertThat(walk.mayStop()).isFalse();

        walk.advance();
        assertThat(walk.mayStop()).isTrue();
    }

    @Test
    void anEmptyPageIsDone() {
        PageWalk walk = walk(List.of(), null);

        assertThat(walk.isDone()).isTrue();
        assertThat(walk.position()).isNull();
    }

    @Test
    void whatStartsOutsideOfWhatWasAskedForIsReadLastAndSaysNotWhereToGoOn() {
        List<ScheduledEvent> page =
                List.of(event("early", -1), event("late", DAY + 1), event("a", 1), event("b", 2));
        PageWalk walk = walk(page, null);

        walk.advance();
        walk.advance();

        assertThat(walk.current().uri()).isEqualTo("early");
        assertThat(walk.mayStop()).isFalse();
        assertThat(walk.position()).isEqualTo(NOON.plusSeconds(2));
        assertThat(walk.end()).isEqualTo(NOON.plusSeconds(2));
        assertThat(readAll(walk(page, walk.position()))).containsExactly("b", "early", "late");
        walk.advance();
        assertThat(walk.mayStop()).isFalse();
    }

    @Test
    void whatStartsAtTheEndsOfWhatWasAskedForIsInside() {
        PageWalk walk = walk(List.of(event("last", DAY), event("first", 0)), null);

        walk.advance();

        assertThat(walk.mayStop()).isTrue();
        assertThat(walk.position()).isEqualTo(NOON.plusSeconds(DAY));
        assertThat(walk(List.of(event("first", 0)), null).end()).isEqualTo(NOON);
    }

    @Test
    void nothingSaysWhereToGoOnWhereAllStartOutside() {
        PageWalk walk = walk(List.of(event("early", -2), event("earlier", -1)), null);

        walk.advance();

        assertThat(walk.position()).isNull();
        assertThat(walk.end()).isNull();
    }

    @Test
    void theWholePageSaysWhereItEndsWhateverOfItWasReadBefore() {
        PageWalk walk = walk(List.of(event("a", 1), event("b", 2)), NOON.plusSeconds(3));

        assertThat(walk.isDone()).isTrue();
        assertThat(walk.end()).isEqualTo(NOON.plusSeconds(2));
    }

    @Test
    void ofOneThatIsListedTwiceTheLastIsRead() {
        List<ScheduledEvent> page =
                List.of(event("twice", 3), event("a", 1), event("twice", 2), event("b", 4));

        PageWalk walk = walk(page, null);
        walk.advance();

        assertThat(walk.current()).isEqualTo(event("twice", 2));
        assertThat(readAll(walk(page, null))).containsExactly("a", "twice", "b");
    }

    @Test
    void whatAPageBeforeHadIsPassedOverUnlessItHasChangedSince() {
        List<ScheduledEvent> page = List.of(event("new", 1), event("again", 2));
        Instant surelySince = NOON.plus(DetailAge.LAG).plusSeconds(1);

        assertThat(PageWalk.again(page, Set.of("again", "other"), surelySince))
                .containsExactly("again");
        assertThat(PageWalk.again(page, Set.of("again"), surelySince.minusSeconds(1)))
                .containsExactly("again");
        assertThat(PageWalk.again(page, Set.of("again"), surelySince.minusSeconds(2))).isEmpty();
    }

    private static PageWalk walk(List<ScheduledEvent> page, @Nullable Instant from) {
        return new PageWalk(page, new EventQuery(null, "me", NOON, NOON.plusSeconds(DAY)), from);
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
