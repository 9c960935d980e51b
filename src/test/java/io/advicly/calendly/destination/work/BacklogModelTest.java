package io.advicly.calendly.destination.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.destination.send.Answered;
import io.advicly.calendly.feed.Event;
import io.advicly.calendly.feed.EventType;
import io.advicly.calendly.feed.FeedPage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever is read, answered, stored and killed in whichever order: everything comes, each subject
/// in its order.
class BacklogModelTest {

    private static final Answered GOOD = new Answered(200, 1, null, null);
    private static final Answered BAD = new Answered(500, 1, null, null);
    private static final int STEPS = 400;
    private static final int SUBJECTS = 4;

    private final List<Event> feed = new ArrayList<>();
    private final Set<Event> received = new LinkedHashSet<>();
    private final List<Piece> underWay = new ArrayList<>();

    /// What stands in the database.
    private final Map<String, Line.Stored> lines = new LinkedHashMap<>();

    private long position;
    private int failures;
    private Instant now = Instant.parse("2026-02-04T13:00:00Z");
    private Backlog backlog = new Backlog(0, 0, List.of());

    static List<Integer> seeds() {
        return new Random(20261130).ints(200).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void losesNothing(int seed) {
        Random random = new Random(seed);
        for (int step = 0; step < STEPS; step++) {
            step(random);
        }
        while (!isAtRest()) {
            read(3);
            begin();
            if (underWay.isEmpty()) {
                now = backlog.nextDue().filter(now::isBefore).orElse(now);
            } else {
                answer(underWay.removeFirst(), GOOD);
            }
        }
        store();

        assertThat(received).containsExactlyInAnyOrderElementsOf(feed);
        assertThat(lines).isEmpty();
        assertThat(position).isEqualTo(feed.size());
        for (int which = 0; which < SUBJECTS; which++) {
            String subject = "m" + which;
            assertThat(received)
                    .filteredOn(event -> event.subject().equals(subject))
                    .extracting(Event::position)
                    .isSorted();
        }
    }

    private void step(Random random) {
        switch (random.nextInt(12)) {
            case 0, 1 -> happen(random.nextInt(SUBJECTS));
            case 2, 3 -> read(1 + random.nextInt(4));
            case 4, 5 -> begin();
            case 6, 7, 8 -> answerOne(random);
            case 9 -> store();
            case 10 -> now = now.plus(Duration.ofSeconds(random.nextInt(400)));
            default -> {
                if (random.nextInt(4) == 0) {
                    kill();
                }
            }
        }
    }

    private void happen(int subject) {
        feed.add(
                new Event(
                        feed.size() + 1L,
                        EventType.MEETING_UPDATED,
                        now,
                        "acme",
                        null,
                        null,
                        "m" + subject,
                        "{}"));
        backlog.more();
    }

    private void read(int most) {
        if (!backlog.wantsMore()) {
            return;
        }
        int from = (int) backlog.position();
        int to = Math.min(feed.size(), from + most);
        backlog.read(new FeedPage(feed.subList(from, to), to, to == feed.size()), now);
    }

    private void begin() {
        underWay.addAll(backlog.begin(now));
    }

    private void answerOne(Random random) {
        if (!underWay.isEmpty()) {
            Piece piece = underWay.remove(random.nextInt(underWay.size()));
            answer(piece, random.nextInt(5) == 0 ? BAD : GOOD);
        }
    }

    private void answer(Piece piece, Answered answered) {
        Optional<Event> event = Optional.ofNullable(piece.event()).or(() -> lookUp(piece));
        if (event.isEmpty()) {
            backlog.nothing(piece);
            return;
        }
        if (answered.isDelivered()) {
            received.add(event.get());
        }
        backlog.tried(piece, event.get(), answered, now, 0.5);
    }

    private Optional<Event> lookUp(Piece piece) {
        return feed.stream()
                .filter(event -> event.subject().equals(piece.subject()))
                .filter(event ->
                        event.position() >= piece.from() && event.position() <= piece.upTo())
                .findFirst();
    }

    private void store() {
        Advance progress = backlog.progress();
        position = progress.position();
        failures = progress.failures();
        progress.lines().forEach(line -> lines.put(line.subject(), line));
        progress.done().forEach(lines::remove);
    }

    private void kill() {
        underWay.clear();
        backlog = new Backlog(position, failures, List.copyOf(lines.values()));
    }

    private boolean isAtRest() {
        return backlog.position() == feed.size() && backlog.isClear() && underWay.isEmpty();
    }
}
