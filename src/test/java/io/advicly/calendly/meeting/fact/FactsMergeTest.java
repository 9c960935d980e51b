package io.advicly.calendly.meeting.fact;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.event.Invitee;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Merging is commutative, associative and idempotent: that is what makes order irrelevant.
class FactsMergeTest {

    private static final long SEEDS = 5_000;

    @Test
    void theOrderOfWhatIsSaidAboutAMeetingDoesNotMatter() {
        LongStream.range(0, SEEDS)
                .forEach(seed -> {
                    Gen gen = new Gen(seed);
                    MeetingFacts a = gen.meeting();
                    MeetingFacts b = gen.meeting();
                    MeetingFacts c = gen.meeting();
                    assertThat(a.merge(b)).as("seed %d", seed).isEqualTo(b.merge(a));
                    assertThat(a.merge(b).merge(c))
                            .as("seed %d", seed)
                            .isEqualTo(a.merge(b.merge(c)));
                    assertThat(a.merge(a)).as("seed %d", seed).isEqualTo(a);
                });
    }

    @Test
    void theOrderOfWhatIsSaidAboutAnInviteeDoesNotMatter() {
        LongStream.range(0, SEEDS)
                .forEach(seed -> {
                    Gen gen = new Gen(seed);
                    InviteeFacts a = gen.invitee();
                    InviteeFacts b = gen.invitee();
                    InviteeFacts c = gen.invitee();
                    assertThat(a.merge(b)).as("seed %d", seed).isEqualTo(b.merge(a));
                    assertThat(a.merge(b).merge(c))
                            .as("seed %d", seed)
                            .isEqualTo(a.merge(b.merge(c)));
                    assertThat(a.merge(a)).as("seed %d", seed).isEqualTo(a);
                });
    }

    @Test
    void aCanceledInviteeNeverBecomesActiveAgain() {
        LongStream.range(0, SEEDS)
                .forEach(seed -> {
                    Gen gen = new Gen(seed);
                    InviteeFacts a = gen.invitee();
                    InviteeFacts b = gen.invitee();
                    if (isCanceled(a) || isCanceled(b)) {
                        assertThat(a.merge(b).active()).as("seed %d", seed).isFalse();
                        assertThat(a.merge(b).statusRaw()).as("seed %d", seed).isNull();
                    }
                });
    }

    /// What is told with a cancellation, and may stand against it, is decided by its own age.
    @Test
    void aCancellationInDoubtHoldsAgainstAllThatIsKnownOfBefore() {
        LongStream.range(0, SEEDS).forEach(FactsMergeTest::assertThatDoubtHolds);
    }

    private static void assertThatDoubtHolds(long seed) {
        Gen gen = new Gen(seed);
        InviteeFacts doubtful = LaterReadingsTest.doubtful(Said.invitee("E/I", gen.below(3)), 30);
        InviteeFacts known = gen.invitee().merge(gen.invitee());
        InviteeFacts merged = known.merge(doubtful);

        assertThat(merged.active()).as("seed %d", seed).isFalse();
        assertThat(merged.statusRaw())
                .as("seed %d", seed)
                .isEqualTo(isCanceled(known) ? null : doubtful.statusRaw());
        assertThat(merged.age())
                .as("seed %d", seed)
                .isIn(known.age(), doubtful.age())
                .isGreaterThanOrEqualTo(known.age());
    }

    private static boolean isCanceled(InviteeFacts facts) {
        return !facts.active() && facts.statusRaw() == null;
    }

    /// It would be kept for good, as a cancellation comes only once.
    @Test
    void whoComesHasNoCancellation() {
        Invitee odd = Said.invitee("E1/I1", 1).canceled().build();
        InviteeFacts facts =
                InviteeFacts.of(
                        new Invitee(
                                odd.uri(),
                                odd.eventUri(),
                                odd.email(),
                                odd.name(),
                                odd.timezone(),
                                true,
                                false,
                                null,
                                null,
                                false,
                                odd.cancellation(),
                                null,
                                null,
                                odd.createdAt(),
                                odd.updatedAt()));

        assertThat(odd.cancellation()).isNotNull();
        assertThat(facts.cancellation()).isNull();
    }

    @Test
    void knowledgeNeverGetsOlder() {
        LongStream.range(0, SEEDS)
                .forEach(seed -> {
                    Gen gen = new Gen(seed);
                    InviteeFacts invitee = gen.invitee();
                    MeetingFacts meeting = gen.meeting();
                    assertThat(invitee.merge(gen.invitee()).age())
                            .as("seed %d", seed)
                            .isGreaterThanOrEqualTo(invitee.age());
                    assertThat(meeting.merge(gen.meeting()).age())
                            .as("seed %d", seed)
                            .isGreaterThanOrEqualTo(meeting.age());
                });
    }

    @Test
    void anOlderInviteeFillsGapsOnly() {
        // Given
        InviteeFacts canceled =
                InviteeFacts.of(Said.invitee("E1/I1", 9).named("Later").canceled().build());
        InviteeFacts created =
                InviteeFacts.of(
                        Said.invitee("E1/I1", 1)
                                .named("Earlier")
                                .didNotShow()
                                .rescheduledFrom("E0/I0")
                                .build());
        // When
        InviteeFacts merged = canceled.merge(created);
        // Then
        assertThat(merged).isEqualTo(canceled.linked(Said.inviteeUri("E0/I0"), null));
    }

    @Test
    void aLaterNoShowIsSetAndTakenBack() {
        // Given
        InviteeFacts created = InviteeFacts.of(Said.invitee("E1/I1", 1).build());
        InviteeFacts missed = InviteeFacts.of(Said.invitee("E1/I1", 2).didNotShow().build());
        InviteeFacts forgiven = InviteeFacts.of(Said.invitee("E1/I1", 3).build());
        // Then
        assertThat(created.merge(missed).noShow()).isTrue();
        assertThat(forgiven.merge(created.merge(missed)).noShow()).isFalse();
    }

    @Test
    void ofTwoSnapshotsOfTheSameMomentTheOneThatKnowsTheJoinUrlHolds() {
        // Given
        MeetingFacts early =
                MeetingFacts.of(Said.located("E1", 1, true, "{\"type\":\"zoom\",\"z\":1}"));
        MeetingFacts late =
                MeetingFacts.of(
                        Said.located(
                                "E1", 1, true, "{\"type\":\"zoom\",\"join_url\":\"https://x\"}"));
        // Then
        assertThat(early.merge(late)).isEqualTo(late);
        assertThat(late.merge(early)).isEqualTo(late);
    }
}
