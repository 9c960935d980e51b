package io.advicly.calendly.meeting.fact;

import static io.advicly.calendly.meeting.detail.DetailAge.LAG;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.advicly.calendly.calendly.event.Invitee;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.advicly.calendly.connection.host.ConnectedHost;
import io.advicly.calendly.meeting.projection.ProjectionPlan;
import io.advicly.calendly.meeting.projection.StoredState;
import io.advicly.calendly.meeting.redaction.ErasureRules;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What is read clearly later than what is known holds, whatever `updated_at` says.
class LaterReadingsTest {

    private static final ConnectedHost HOST =
            new ConnectedHost(UUID.randomUUID(), "tenant", "user", "account");

    /// When what is read then is clearly later than what was said at noon, or of three minutes
    /// after it.
    private static final long LATER = LAG.toMinutes() + 4;

    @Test
    void oneReadingFromAheadDoesNotHoldForGood() {
        MeetingFacts ahead = event("Wrong", true, 3, Told.fetched(Said.minute(0)));
        MeetingFacts canceled = event("True", false, 1, Told.delivered(Said.minute(1)));
        MeetingFacts read = event("True", false, 1, Told.fetched(Said.minute(LATER)));

        assertThat(ahead.merge(canceled).name()).isEqualTo("Wrong");
        assertThat(ahead.merge(canceled).active()).isTrue();
        assertThat(ahead.merge(canceled).merge(read)).isEqualTo(read);
        assertThat(read.merge(ahead.merge(canceled))).isEqualTo(read);
        assertThat(canceled.merge(read).merge(ahead)).isEqualTo(read);
    }

    @Test
    void aCancellationThatWasReadByMistakeIsOver() {
        MeetingFacts wrong = event("Meeting", false, 0, Told.fetched(Said.minute(0)));
        MeetingFacts read = event("Meeting", true, -60, Told.fetched(Said.minute(LATER)));

        assertThat(wrong.merge(read)).isEqualTo(read);
        assertThat(wrong.isOlderThan(read)).isTrue();
        assertThat(read.isOlderThan(wrong)).isFalse();
    }

    /// What its delivery was called, and what its status said, were not the same.
    @Test
    void anInviteesCancellationThatWasNotSureIsOver() {
        InviteeFacts doubtful = doubtful(Said.invitee("E/I", 0), 0);
        InviteeFacts sure =
                InviteeFacts.of(
                        Said.invitee("E/I", 0).canceled().build(), Told.delivered(Said.minute(0)));
        InviteeFacts read =
                InviteeFacts.of(Said.invitee("E/I", 0).build(), Told.fetched(Said.minute(LATER)));

        assertThat(doubtful.active()).isFalse();
        assertThat(doubtful.merge(read).active()).isTrue();
        assertThat(read.merge(doubtful).active()).isTrue();
        assertThat(sure.merge(doubtful).merge(read).active()).isFalse();
    }

    /// What is delivered with it may be of any time.
    @Test
    void anInviteesCancellationThatIsNotSureIsNotUndoneByWhatWasReadBeforeIt() {
        InviteeFacts booked = guest(-60, Told.delivered(Said.minute(-60)));
        InviteeFacts read = guest(-60, Told.fetched(Said.minute(0)));
        InviteeFacts doubtful = doubtful(Said.invitee("E/I", -120), 1);
        InviteeFacts soon = guest(-60, Told.fetched(Said.minute(LAG.toMinutes())));
        InviteeFacts later = guest(-60, Told.fetched(Said.minute(LATER)));

        assertThat(read.merge(doubtful).active()).isFalse();
        assertThat(read.merge(doubtful).cancellation()).isNull();
        assertThat(doubtful.merge(read).merge(booked).active()).isFalse();
        assertThat(booked.merge(doubtful).merge(read).merge(soon).active()).isFalse();
        assertThat(read.merge(doubtful).merge(later)).isEqualTo(later);
        assertThat(later.merge(doubtful).active()).isTrue();
        assertThat(later.merge(doubtful).statusRaw()).isNull();
    }

    /// A change that is ten minutes old, or less, is known of later than any reading of then.
    @Test
    void anInviteesCancellationThatIsNotSureIsNotUndoneByAChangeJustBeforeIt() {
        InviteeFacts read = guest(0, Told.fetched(Said.minute(1)));
        InviteeFacts same = doubtful(Said.invitee("E/I", 0), 2);
        InviteeFacts older = doubtful(Said.invitee("E/I", -60), 2);

        assertThat(read.merge(same).active()).isFalse();
        assertThat(read.merge(older).active()).isFalse();
        assertThat(older.merge(read).active()).isFalse();
    }

    @Test
    void whatIsDeliveredWithACancellationThatIsNotSureIsDecidedByItsAge() {
        Invitee guest = Said.invitee("E/I", -60).named("Now").build();
        InviteeFacts read = InviteeFacts.of(guest, Told.fetched(Said.minute(0)));
        InviteeFacts older = doubtful(Said.invitee("E/I", -120).named("Before"), 1);
        InviteeFacts newer = doubtful(Said.invitee("E/I", 1).named("Since"), 1);

        assertThat(read.merge(older).name()).isEqualTo("Now");
        assertThat(older.merge(read).name()).isEqualTo("Now");
        assertThat(read.merge(older).age()).isEqualTo(read.age());
        assertThat(read.merge(newer).name()).isEqualTo("Since");
    }

    /// Its time is not what anybody is shown.
    @Test
    void aCancellationThatIsNotSureAndIsToldAgainIsWrittenAndNobodyIsTold() {
        MeetingFacts stored = event("Same", true, 0, Told.fetched(Said.minute(0)));
        InviteeFacts off =
                guest(0, Told.fetched(Said.minute(0))).merge(doubtful(Said.invitee("E/I", 0), 1));

        MeetingChange change =
                changes(stored, off, stored, doubtful(Said.invitee("E/I", 0), 2)).getFirst();

        assertThat(change.silent()).isTrue();
        assertThat(change.invitees())
                .singleElement()
                .satisfies(it ->
                        assertThat(it.statusRaw()).isEqualTo(Doubt.told(Said.minute(2), "active")));
    }

    /// Called canceled, while its status says that it is active.
    static InviteeFacts doubtful(Said.InviteeSaid as, long told) {
        Invitee said = as.canceled().build();
        return InviteeFacts.of(
                new Invitee(
                        said.uri(),
                        said.eventUri(),
                        said.email(),
                        said.name(),
                        said.timezone(),
                        said.active(),
                        said.rescheduled(),
                        said.oldInviteeUri(),
                        said.newInviteeUri(),
                        said.noShow(),
                        said.noShowAt(),
                        null,
                        said.questionsAndAnswers(),
                        said.tracking(),
                        said.createdAt(),
                        said.updatedAt(),
                        Status.ACTIVE),
                Told.delivered(Said.minute(told)));
    }

    @Test
    void aReadingThatMayBeOfBeforeIsNotBelievedMore() {
        MeetingFacts changed = event("Changed", false, 0, Told.delivered(Said.minute(0)));
        long within = LAG.toMinutes() - 1;
        MeetingFacts lagging = event("Before", true, -60, Told.fetched(Said.minute(within)));

        assertThat(changed.merge(lagging)).isEqualTo(changed);
        assertThat(changed.isOlderThan(lagging)).isFalse();
    }

    @Test
    void whatIsListedTwiceIsDecidedByAge() {
        MeetingFacts one = event("One", true, -40, Told.fetched(Said.minute(0)));
        MeetingFacts other = event("Another", true, -60, Told.fetched(Said.minute(0)));

        assertThat(one.merge(other)).isEqualTo(one);
        assertThat(other.merge(one)).isEqualTo(one);
    }

    @Test
    void aDeliveryThatIsLateIsDecidedByAge() {
        MeetingFacts read = event("Read", true, -60, Told.fetched(Said.minute(0)));
        long surely = -LAG.toMinutes();
        MeetingFacts newer = event("Newer", true, surely + 1, Told.delivered(Said.minute(9)));
        MeetingFacts older = event("Older", true, surely - 1, Told.delivered(Said.minute(9)));

        assertThat(read.merge(newer).name()).isEqualTo("Newer");
        assertThat(read.merge(older)).isEqualTo(read);
    }

    /// It is not documented that it changes the event's `updated_at`.
    @Test
    void aCancellationIsNotUndoneByWhatWasReadBeforeIt() {
        MeetingFacts read = event("Read", true, -60, Told.fetched(Said.minute(0)));
        MeetingFacts canceled = event("Read", false, -60, Told.delivered(Said.minute(30)));
        MeetingFacts booked = event("Read", true, -60, Told.delivered(Said.minute(-60)));
        MeetingFacts readAgain = event("Read", true, -60, Told.fetched(Said.minute(31)));

        assertThat(read.merge(canceled).active()).isFalse();
        assertThat(canceled.merge(read).merge(booked).active()).isFalse();
        assertThat(canceled.merge(read).merge(readAgain).active()).isTrue();
    }

    @Test
    void howManyAreInvitedIsMendedToo() {
        MeetingFacts ahead = counting(9, 3, Told.fetched(Said.minute(0)));
        MeetingFacts read = counting(1, -60, Told.fetched(Said.minute(LATER)));

        assertThat(ahead.merge(read)).isEqualTo(read);
        assertThat(read.merge(ahead)).isEqualTo(read);
    }

    @Test
    void anInviteeIsMendedButNeverComesBack() {
        Invitee wrong = Said.invitee("E/I", 3).named("Wrong").canceled().build();
        Invitee guest = Said.invitee("E/I", -60).named("Grace").build();
        InviteeFacts ahead = InviteeFacts.of(wrong, Told.fetched(Said.minute(0)));
        InviteeFacts read = InviteeFacts.of(guest, Told.fetched(Said.minute(LATER)));

        assertThat(ahead.merge(read).name()).isEqualTo("Grace");
        assertThat(read.merge(ahead).name()).isEqualTo("Grace");
        assertThat(ahead.merge(read).active()).isFalse();
    }

    /// Of a list that says too little, the next one would else not bring anybody back.
    @Test
    void whoIsNotListedComesBackWithTheNextReadingThatShowsThem() {
        InviteeFacts booked = guest(-60, Told.delivered(Said.minute(-60)));
        InviteeFacts missing = booked.unlisted(Said.minute(0));
        InviteeFacts read = guest(-60, Told.fetched(Said.minute(1)));

        assertThat(missing.active()).isFalse();
        assertThat(missing.cancellation()).isNull();
        assertThat(missing.merge(booked)).isEqualTo(missing);
        assertThat(booked.merge(missing)).isEqualTo(missing);
        assertThat(missing.merge(read).active()).isTrue();
        assertThat(missing.merge(read).statusRaw()).isNull();
        assertThat(read.merge(missing).active()).isTrue();
    }

    @Test
    void whoWasBookedSinceOrJustBeforeIsNotMissed() {
        long surely = -LAG.toMinutes();
        InviteeFacts booked = guest(surely + 1, Told.delivered(Said.minute(surely + 1)));
        InviteeFacts before = guest(surely - 1, Told.delivered(Said.minute(surely - 1)));

        assertThat(booked.unlisted(Said.minute(0))).isEqualTo(booked);
        assertThat(before.unlisted(Said.minute(0)).active()).isFalse();
    }

    @Test
    void whoIsCanceledIsCanceledWhetherListedOrNot() {
        Invitee canceled = Said.invitee("E/I", 5).canceled().build();
        InviteeFacts off = InviteeFacts.of(canceled, Told.delivered(Said.minute(5)));
        InviteeFacts missing = guest(-60, Told.fetched(Said.minute(-30))).unlisted(Said.minute(0));

        assertThat(missing.merge(off).active()).isFalse();
        assertThat(missing.merge(off).statusRaw()).isNull();
        assertThat(missing.merge(off).cancellation()).isNotNull();
        assertThat(off.unlisted(Said.minute(60)).statusRaw()).isNull();
    }

    @Test
    void whatHasAnotherTimeAndNothingElseIsWrittenAndNobodyIsTold() {
        MeetingFacts stored = event("Same", true, 0, Told.fetched(Said.minute(0)));
        InviteeFacts guest = guest(0, Told.fetched(Said.minute(0)));
        Told later = Told.fetched(Said.minute(LATER));

        MeetingChange change =
                changes(stored, guest, event("Same", true, LATER, later), guest(LATER, later))
                        .getFirst();

        assertThat(change.silent()).isTrue();
        assertThat(change.facts().updatedAt()).isEqualTo(Said.minute(LATER));
        assertThat(change.invitees())
                .extracting(InviteeFacts::updatedAt)
                .containsExactly(Said.minute(LATER));
        assertThat(changes(stored, guest, event("Same", true, 0, later), guest(0, later)))
                .isEmpty();
    }

    private static List<MeetingChange> changes(
            MeetingFacts stored, InviteeFacts guest, MeetingFacts read, InviteeFacts readGuest) {
        UUID id = UUID.randomUUID();
        return ProjectionPlan.of(
                List.of(HOST),
                new StoredState(
                        List.of(new StoredMeeting(id, HOST.connectionId(), stored)),
                        List.of(new StoredInvitee(id, guest)),
                        List.of(),
                        ErasureRules.NOTHING),
                read,
                List.of(readGuest),
                UUID::randomUUID);
    }

    private static InviteeFacts guest(long updated, Told told) {
        return InviteeFacts.of(Said.invitee("E/I", updated).build(), told);
    }

    private static MeetingFacts event(String name, boolean active, long updated, Told told) {
        return event(name, active, updated, told, Map.of());
    }

    private static MeetingFacts counting(int invited, long updated, Told told) {
        Map<String, JsonNode> details = Map.of("invitees_counter", IntNode.valueOf(invited));
        return event("Meeting", true, updated, told, details);
    }

    private static MeetingFacts event(
            String name, boolean active, long updated, Told told, Map<String, JsonNode> details) {
        return MeetingFacts.of(
                new ScheduledEvent(
                        "E",
                        name,
                        active,
                        Said.minute(600),
                        Said.minute(630),
                        null,
                        List.of(),
                        Said.minute(updated),
                        null,
                        true,
                        details),
                told);
    }
}
