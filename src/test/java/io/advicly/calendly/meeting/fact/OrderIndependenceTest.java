package io.advicly.calendly.meeting.fact;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.meeting.Telling;
import io.advicly.calendly.meeting.World;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Random histories, told in any order and with repeats, end in the same meetings.
class OrderIndependenceTest {

    private static final long SEEDS = 1_000;
    private static final int ORDERS = 10;

    @Test
    void anyOrderEndsInTheSameMeetings() {
        LongStream.range(0, SEEDS)
                .forEach(seed -> {
                    List<Telling> history = World.history(seed, "", "host");
                    MemoryStore.Contents expected = contents(history);
                    Gen gen = new Gen(seed);
                    for (int order = 0; order < ORDERS; order++) {
                        assertThat(contents(gen.shuffledWithRepeats(history)))
                                .as("seed %d, order %d", seed, order)
                                .isEqualTo(expected);
                    }
                });
    }

    @Test
    void allAtOnceEndsInTheSameMeetings() {
        LongStream.range(0, SEEDS)
                .forEach(seed -> {
                    List<Telling> history = World.history(seed, "", "host");
                    MemoryStore.Contents expected = contents(history);
                    Gen gen = new Gen(seed);
                    for (int order = 0; order < ORDERS; order++) {
                        assertThat(MemoryStore.allAtOnce(gen.shuffledWithRepeats(history)))
                                .as("seed %d, order %d", seed, order)
                                .isEqualTo(expected);
                    }
                });
    }

    @Test
    void aSyncMakesUpForWhatWasLost() {
        LongStream.range(0, SEEDS)
                .forEach(seed -> {
                    World world = World.unhurried(seed, "", "host");
                    List<Telling> sync = world.everything();
                    MemoryStore.Contents expected = contents(concat(world.told(), sync));
                    Gen gen = new Gen(seed);
                    for (int order = 0; order < ORDERS; order++) {
                        List<Telling> arrived = gen.someOf(world.told());
                        List<Telling> late = gen.someOf(world.told());
                        assertThat(contents(concat(concat(arrived, sync), late)))
                                .as("seed %d, order %d", seed, order)
                                .isEqualTo(expected);
                    }
                });
    }

    @Test
    void whatIsKnownAlreadyChangesNothing() {
        LongStream.range(0, SEEDS)
                .forEach(seed -> {
                    // Given
                    List<Telling> history = World.history(seed, "", "host");
                    MemoryStore store = new MemoryStore();
                    history.forEach(store::apply);
                    // Then
                    assertThat(history.stream().mapToInt(store::apply).sum())
                            .as("seed %d", seed)
                            .isZero();
                });
    }

    @Test
    void theHistoriesAreWorthTelling() {
        // Given
        List<InviteeFacts> invitees =
                LongStream.range(0, SEEDS)
                        .mapToObj(seed -> contents(World.history(seed, "", "host")))
                        .flatMap(contents -> contents.invitees().values().stream())
                        .toList();
        // Then
        assertThat(invitees).anyMatch(InviteeFacts::noShow);
        assertThat(invitees).anyMatch(invitee -> !invitee.active());
        assertThat(invitees)
                .anyMatch(invitee -> invitee.oldInvitee() != null && invitee.newInvitee() != null);
    }

    private static List<Telling> concat(List<Telling> first, List<Telling> then) {
        return Stream.concat(first.stream(), then.stream()).toList();
    }

    private static MemoryStore.Contents contents(List<Telling> told) {
        MemoryStore store = new MemoryStore();
        told.forEach(store::apply);
        return store.contents();
    }
}
