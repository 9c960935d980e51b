package io.advicly.calendly.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.advicly.calendly.calendly.CalendlyAnswer;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.sync.read.SyncStory;
import io.advicly.calendly.testing.Sql;
import io.advicly.calendly.webhook.QuietProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Calendly lists an event and does not give its invitees, today, tomorrow and the day after: that
/// is the trouble of this event, and of none behind it.
@QuarkusTest
@TestProfile(QuietProfile.class)
class TroubleOfOneEventTest {

    private final SyncStory story;
    private final Sql sql;

    TroubleOfOneEventTest(SyncStory story, Sql sql) {
        this.story = story;
        this.sql = sql;
    }

    @BeforeEach
    void startOver() {
        story.begin();
    }

    /// It is shown without them, as one is that only its host may see the invitees of.
    @Test
    void whoseInviteesAreRefusedIsShownWithoutThem() {
        three("B", StubCalendly.refused());

        story.sync();

        assertThat(story.state()).isEqualTo("done");
        assertThat(shown()).containsExactly("A", "B", "C");
    }

    /// The list, and the invitees of the others, are answered with the same token.
    @Test
    void whoseInviteesAreAnsweredThatTheTokenIsBadIsShownWithoutThem() {
        three("B", StubCalendly.unauthenticated());

        story.sync();

        assertThat(story.state()).isEqualTo("done");
        assertThat(shown()).containsExactly("A", "B", "C");
    }

    @ParameterizedTest
    @MethodSource("answers")
    void soItIsWhateverElseIsAnsweredToTheTokenNext(CalendlyFailure answer) {
        three("B", StubCalendly.unauthenticated());
        story.calendly().accountFailure = answer;

        story.sync();

        assertThat(story.state()).isEqualTo("done");
        assertThat(shown()).containsExactly("A", "B", "C");
    }

    static List<CalendlyFailure> answers() {
        return List.of(StubCalendly.refused(), StubCalendly.notFound(), StubCalendly.unreadable());
    }

    @Test
    void soIsOneThatIsNotListedAnyMore() {
        three("none", StubCalendly.foreign(500));
        story.sync();
        story.calendly().unlisted.add(SyncStory.uri("B"));
        story.calendly().inviteeFailures.put(SyncStory.uri("B"), StubCalendly.unauthenticated());

        story.sync();

        assertThat(story.state()).isEqualTo("done");
        assertThat(story.calendly().lookUps).contains(SyncStory.uri("B"));
        assertThat(story.calendly().accountsAsked).isEqualTo(1);
    }

    @Test
    void soIsOneThatIsLookedUpByItself() {
        three("none", StubCalendly.foreign(500));
        story.sync();
        story.calendly().unlisted.add(SyncStory.uri("B"));
        story.calendly().failures.put(SyncStory.uri("B"), StubCalendly.unauthenticated());

        story.sync();

        assertThat(story.state()).isEqualTo("done");
        assertThat(sql.column("SELECT status FROM meetings")).containsOnly("active").hasSize(3);
        assertThat(story.calendly().accountsAsked).isEqualTo(1);
    }

    @Test
    void aTokenThatHasEndedIsNotTakenForTheTroubleOfOneEvent() {
        three("none", StubCalendly.foreign(500));
        story.calendly().ended = true;

        assertThatThrownBy(story::sync)
                .hasRootCauseInstanceOf(CalendlyFailure.Unauthenticated.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "B", "C"})
    void whoseInviteesNeverComeIsLeftOut(String troubled) {
        three(troubled, StubCalendly.foreign(500));

        story.sync();

        assertThat(story.state()).isEqualTo("done");
        assertThat(shown()).hasSize(2).doesNotContain(troubled);
    }

    /// Neither says anything about the other.
    @Test
    void soAreTwo() {
        three("A", StubCalendly.foreign(500));
        story.calendly().inviteeFailures.put(SyncStory.uri("B"), StubCalendly.foreign(500));

        story.sync();

        assertThat(story.state()).isEqualTo("done");
        assertThat(shown()).containsExactly("C");
    }

    @Test
    void soIsOneOfWhichSomethingElseIsSaidEachTime() {
        three("A", new CalendlyFailure.AlreadyExists(CalendlyAnswer.none("conflict")));

        story.sync();

        assertThat(story.state()).isEqualTo("done");
        assertThat(shown()).containsExactly("B", "C");
    }

    /// That is an answer, too.
    @Test
    void whereOthersAreRefusedOneIsLeftOut() {
        three("A", StubCalendly.refused());
        story.calendly().inviteeFailures.put(SyncStory.uri("B"), StubCalendly.foreign(500));

        story.sync();

        assertThat(story.state()).isEqualTo("done");
        assertThat(shown()).containsExactly("A", "C");
    }

    @Test
    void oneThatIsLeftOutIsNotCanceled() {
        three("none", StubCalendly.foreign(500));
        story.sync();
        story.calendly().inviteeFailures.put(SyncStory.uri("B"), StubCalendly.foreign(500));

        story.sync();

        assertThat(story.state()).isEqualTo("done");
        assertThat(sql.column("SELECT status FROM meetings")).containsOnly("active").hasSize(3);
    }

    /// Then it is Calendly's trouble, and nothing may pass for read.
    @Test
    void whereNoInviteesComeAtAllNothingIsLeftOut() {
        for (String each : List.of("A", "B", "C")) {
            three(each, StubCalendly.foreign(500));
        }

        story.sync();

        assertThat(story.state()).isEqualTo("failed");
    }

    private void three(String troubled, CalendlyFailure failure) {
        int hours = 1;
        for (String each : List.of("A", "B", "C")) {
            var _ = story.event(each, hours++, SyncStory.ME);
        }
        story.calendly().inviteeFailures.put(SyncStory.uri(troubled), failure);
    }

    private List<String> shown() {
        return sql.column(
                "SELECT right(calendly_event_uri, 1) FROM meetings ORDER BY calendly_event_uri");
    }
}
