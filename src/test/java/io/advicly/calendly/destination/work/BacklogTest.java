package io.advicly.calendly.destination.work;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.destination.send.Answered;
import io.advicly.calendly.feed.Event;
import io.advicly.calendly.feed.EventType;
import io.advicly.calendly.feed.FeedPage;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What is sent when, and what is remembered.
class BacklogTest {

    private static final Instant NOW = Instant.parse("2026-02-04T13:00:00Z");
    private static final Answered GOOD = new Answered(200, 1, null, null);
    private static final Answered BAD = new Answered(500, 1, null, null);
    private static final Answered GONE = new Answered(410, 1, null, null);

    private Backlog backlog = new Backlog(0, 0, List.of());

    private static Event event(long position, String subject) {
        return new Event(
                position, EventType.MEETING_UPDATED, NOW, "acme", null, null, subject, "{}");
    }

    private void read(boolean atEnd, Event... events) {
        backlog.read(
                new FeedPage(Arrays.asList(events), events[events.length - 1].position(), atEnd),
                NOW);
    }

    private void answer(Piece piece, Answered answered) {
        backlog.tried(piece, Optional.ofNullable(piece.event()).orElseThrow(), answered, NOW, 0.5);
    }

    private List<String> subjects(Instant now) {
        return backlog.begin(now).stream().map(Piece::subject).toList();
    }

    @Test
    void sendsEachSubjectInOrderAndSeveralAtATime() {
        read(true, event(1, "a"), event(2, "b"), event(3, "a"));

        List<Piece> first = backlog.begin(NOW);
        assertThat(first).extracting(Piece::subject).containsExactly("a", "b");
        assertThat(backlog.begin(NOW)).isEmpty();

        answer(first.getFirst(), GOOD);
        List<Piece> second = backlog.begin(NOW);
        assertThat(second)
                .extracting(piece -> requireNonNull(piece.event()).position())
                .containsExactly(3L);
    }

    @Test
    void sendsFourAtATimeAtMost() {
        read(true, IntStream.range(1, 9).mapToObj(at -> event(at, "m" + at)).toArray(Event[]::new));

        assertThat(backlog.begin(NOW)).hasSize(Backlog.LANES);
    }

    @Test
    void readsPastASubjectThatIsRefused() {
        read(false, event(1, "bad"));
        answer(backlog.begin(NOW).getFirst(), BAD);
        read(true, event(2, "bad"), event(3, "good"));

        assertThat(subjects(NOW)).containsExactly("good");
        Piece again = backlog.begin(NOW.plusSeconds(6)).getFirst();
        assertThat(again.subject()).isEqualTo("bad");
        assertThat(again.event()).as("is looked up").isNull();
        assertThat(again.from()).isEqualTo(1);
        assertThat(again.upTo()).isEqualTo(2);
    }

    @Test
    void goesOnWithWhatItHadReadPast() {
        read(false, event(1, "bad"));
        answer(backlog.begin(NOW).getFirst(), BAD);
        read(true, event(2, "bad"));
        Piece again = backlog.begin(NOW.plusSeconds(6)).getFirst();
        backlog.tried(again, event(1, "bad"), GOOD, NOW, 0.5);

        Piece next = backlog.begin(NOW).getFirst();
        assertThat(next.from()).isEqualTo(2);
        assertThat(next.upTo()).isEqualTo(2);
        backlog.tried(next, event(2, "bad"), GOOD, NOW, 0.5);
        assertThat(backlog.begin(NOW)).isEmpty();
        assertThat(backlog.isResting(NOW)).isTrue();
    }

    /// What comes while a subject is looked up is not looked for in vain, and not sent before.
    @Test
    void sendsWhatComesDuringALookUpAfterIt() {
        backlog = new Backlog(5, 0, List.of(new Line.Stored("a", 2, 0, null, NOW)));
        Piece lookUp = backlog.begin(NOW).getFirst();
        read(true, event(6, "a"));
        assertThat(backlog.begin(NOW)).isEmpty();

        backlog.tried(lookUp, event(2, "a"), GOOD, NOW, 0.5);
        Piece second = backlog.begin(NOW).getFirst();
        assertThat(second.event()).isNull();
        assertThat(second.from()).isEqualTo(3);
        assertThat(second.upTo()).isEqualTo(5);
        backlog.nothing(second);
        assertThat(requireNonNull(backlog.begin(NOW).getFirst().event()).position()).isEqualTo(6);
    }

    @Test
    void readsNothingMoreWhileTheAddressIsAway() {
        read(false, event(1, "a"), event(2, "b"), event(3, "c"), event(4, "d"), event(5, "e"));
        backlog.begin(NOW).forEach(piece -> answer(piece, BAD));

        assertThat(backlog.wantsMore()).isFalse();
        assertThat(backlog.begin(NOW)).as("not even what was read").isEmpty();
        assertThat(backlog.isResting(NOW.plusSeconds(4))).isTrue();
        assertThat(backlog.begin(NOW.plusSeconds(6))).as("one finds out").hasSize(1);
    }

    /// Also across claims, as there is one for each attempt.
    @Test
    void oneThatIsRefusedAgainAndAgainHoldsUpNobodyElse() {
        backlog = new Backlog(0, 0, List.of());
        Instant now = NOW;
        read(true, event(1, "bad"));
        for (int attempt = 1; attempt <= 2 * Backlog.AWAY_AFTER; attempt++) {
            Piece piece = backlog.begin(now).getFirst();
            backlog.tried(piece, event(1, "bad"), BAD, now, 0.5);
            Advance kept = backlog.progress();
            now = Optional.ofNullable(kept.dueAt()).orElseThrow();
            assertThat(kept.failures()).isEqualTo(1);
            backlog = new Backlog(kept.position(), kept.failures(), kept.lines());
        }

        backlog.more();
        assertThat(backlog.wantsMore()).isTrue();
        read(true, event(2, "good"));
        assertThat(subjects(NOW)).containsExactly("good");
    }

    @Test
    void triesAllAtOnceWhenItIsBack() {
        Instant later = NOW.plus(Duration.ofHours(5));
        backlog =
                new Backlog(
                        9,
                        7,
                        List.of(
                                new Line.Stored("a", 1, 4, NOW, NOW),
                                new Line.Stored("b", 2, 4, NOW, later)));
        Piece probe = backlog.begin(NOW).getFirst();
        backlog.tried(probe, event(1, "a"), GOOD, NOW, 0.5);

        assertThat(subjects(NOW)).containsExactlyInAnyOrder("a", "b");
        assertThat(backlog.wantsMore()).isTrue();
    }

    @Test
    void holdsAfter72Hours() {
        Instant end = NOW.plus(Duration.ofDays(3));
        backlog = new Backlog(9, 7, List.of(new Line.Stored("a", 1, 9, NOW, end)));
        Piece last = backlog.begin(end).getFirst();
        backlog.tried(last, event(1, "a"), BAD, end, 0.5);

        assertThat(backlog.isHeld()).isTrue();
        assertThat(backlog.begin(end.plusSeconds(60))).isEmpty();
        Advance advance = backlog.progress();
        assertThat(advance.heldAt()).isEqualTo(end);
        assertThat(advance.lines()).hasSize(1);
    }

    @Test
    void stopsWhereTheAddressIsGone() {
        read(true, event(1, "a"), event(2, "b"));
        List<Piece> both = backlog.begin(NOW);
        answer(both.getFirst(), GONE);

        assertThat(backlog.isResting(NOW)).as("one is under way").isFalse();
        answer(both.getLast(), GOOD);
        assertThat(backlog.isResting(NOW)).isTrue();
        assertThat(backlog.progress().paused()).isTrue();
    }

    @Test
    void storesNoRowForWhatIsDelivered() {
        read(true, event(1, "a"), event(2, "b"));
        assertThat(backlog.isSettled()).as("something is open").isFalse();
        backlog.begin(NOW).forEach(piece -> answer(piece, GOOD));

        assertThat(backlog.isSettled()).isTrue();
        Advance advance = backlog.progress();
        assertThat(advance.position()).isEqualTo(2);
        assertThat(advance.lines()).isEmpty();
        assertThat(advance.attempts()).hasSize(2);
        assertThat(backlog.isChanged()).isFalse();
    }

    @Test
    void whatIsOpenWhenItIsStoredHasARow() {
        read(true, event(1, "a"), event(2, "a"), event(3, "b"));
        List<Piece> both = backlog.begin(NOW);
        answer(both.getLast(), GOOD);

        assertThat(backlog.progress().lines())
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.subject()).isEqualTo("a");
                    assertThat(line.position()).isEqualTo(1);
                    assertThat(line.attempts()).isZero();
                });
        answer(both.getFirst(), GOOD);
        answer(backlog.begin(NOW).getFirst(), GOOD);
        assertThat(backlog.progress().done()).containsExactly("a");
    }

    @Test
    void tellsSinceWhenItFails() {
        read(true, event(1, "a"));
        answer(backlog.begin(NOW).getFirst(), BAD);

        Advance failed = backlog.progress();
        assertThat(failed.failingSince()).isEqualTo(NOW);
        assertThat(failed.lastError()).isEqualTo("answered 500");
        assertThat(failed.dueAt()).isEqualTo(NOW.plusSeconds(5));

        Piece again = backlog.begin(NOW.plusSeconds(5)).getFirst();
        backlog.tried(again, event(1, "a"), GOOD, NOW.plusSeconds(5), 0.5);
        assertThat(backlog.progress().failingSince()).isNull();
    }

    /// Without a line that is tried again nothing would ever find out that the address is back.
    @Test
    void isNotAwayWithNothingToTry() {
        backlog = new Backlog(9, 7, List.of(new Line.Stored("a", 1, 4, NOW, NOW)));
        backlog.nothing(backlog.begin(NOW).getFirst());

        assertThat(backlog.wantsMore()).isTrue();
    }

    @Test
    void keepsWhatCouldNotBeTried() {
        read(true, event(1, "a"));
        backlog.untried(backlog.begin(NOW).getFirst(), NOW.plusSeconds(5));

        assertThat(backlog.begin(NOW)).isEmpty();
        assertThat(subjects(NOW.plusSeconds(5))).containsExactly("a");
        assertThat(backlog.progress().attempts()).isEmpty();
    }
}
