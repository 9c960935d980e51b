package io.advicly.calendly.meeting.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.advicly.calendly.calendly.event.Invitee;
import io.advicly.calendly.connection.host.ConnectedHost;
import io.advicly.calendly.meeting.detail.DetailAge;
import io.advicly.calendly.meeting.detail.Details;
import io.advicly.calendly.meeting.fact.InviteeFacts;
import io.advicly.calendly.meeting.fact.MeetingChange;
import io.advicly.calendly.meeting.fact.MeetingFacts;
import io.advicly.calendly.meeting.fact.Said;
import io.advicly.calendly.meeting.fact.StoredInvitee;
import io.advicly.calendly.meeting.fact.StoredMeeting;
import io.advicly.calendly.meeting.projection.ProjectionPlan;
import io.advicly.calendly.meeting.projection.StoredState;
import io.advicly.calendly.security.identity.EmailAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What may be stored of somebody whose address was erased.
class ErasureRulesTest {

    private static final EmailAddress GUEST = new EmailAddress("guest@example.test");
    private static final Instant BOOKED = Said.invitee("E/I", 1).build().createdAt();
    private static final ErasureRules ERASED = ErasureRules.of("acme", GUEST, BOOKED);

    private final InviteeFacts guest = InviteeFacts.of(Said.invitee("E/I", 1).canceled().build());

    @Test
    void nothingThatTellsWhoItWas() {
        InviteeFacts left = ERASED.invitee("acme", guest);

        assertThat(List.of(left.questionsAndAnswers(), left.uri()))
                .containsExactly("[]", guest.uri());
        assertThat(left.email()).isNull();
        assertThat(left.name()).isNull();
        assertThat(left.timezone()).isNull();
        assertThat(left.tracking()).isNull();
        assertThat(left.cancellation()).isEqualTo("{}");
        assertThat(left.active()).isFalse();
        assertThat(left.createdAt()).isEqualTo(guest.createdAt());
        assertThat(left.updatedAt()).isEqualTo(guest.updatedAt());
    }

    @Test
    void whoCanceledIsGoneAndThatSomebodyDidIsNot() {
        InviteeFacts left =
                ERASED.invitee(
                        "acme",
                        with(
                                "guest@example.test",
                                "{\"canceled_by\":\"Grace\",\"canceler_type\":\"invitee\",\"reason\":\"ill\"}",
                                "[]"));

        assertThat(left.cancellation()).isEqualTo("{\"canceler_type\":\"invitee\"}");
    }

    @Test
    void forAnotherTenantEverything() {
        assertThat(ERASED.invitee("other", guest)).isEqualTo(guest);
    }

    @Test
    void whatWasBookedLaterStays() {
        ErasureRules earlier = ErasureRules.of("acme", GUEST, BOOKED.minusMillis(1));

        assertThat(earlier.invitee("acme", guest)).isEqualTo(guest);
    }

    @Test
    void somebodyElseLosesNothingButTheMention() {
        InviteeFacts other =
                with("other@example.test", null, "[{\"answer\":\"with Guest@example.test\"}]");

        InviteeFacts left = ERASED.invitee("acme", other);

        assertThat(left.email()).isEqualTo("other@example.test");
        assertThat(left.name()).isEqualTo(other.name());
        assertThat(left.questionsAndAnswers()).isEqualTo("[{\"answer\":\"with [erased]\"}]");
    }

    @Test
    void doingItAgainChangesNothing() {
        InviteeFacts left = ERASED.invitee("acme", guest);

        assertThat(ERASED.invitee("acme", left)).isEqualTo(left);
    }

    @Test
    void aTelephoneNumberToCallIsTheInvitees() {
        MeetingFacts called = located("{\"location\":\"+1 202\",\"type\":\"outbound_call\"}");

        assertThat(ERASED.meeting("acme", called, List.of(guest)).location())
                .isEqualTo("{\"location\":null,\"type\":\"outbound_call\"}");
        assertThat(ERASED.meeting("other", called, List.of(guest))).isEqualTo(called);
        assertThat(ERASED.meeting("acme", called, List.of())).isEqualTo(called);
    }

    @Test
    void theHostsPlaceStays() {
        MeetingFacts office = located("{\"location\":\"Room 1\",\"type\":\"physical\"}");

        assertThat(ERASED.meeting("acme", office, List.of(guest)))
                .isEqualTo(office.with(office.details().withoutNotes()));
    }

    @Test
    void nothingThatIsOnlyShownStaysOfAnErasedInvitee() {
        Details told =
                Details.of(
                        Map.of(
                                "first_name", TextNode.valueOf("Grace"),
                                "payment", JsonNodeFactory.instance.objectNode().put("amount", 1)),
                        DetailAge.NONE);
        InviteeFacts whole = with("guest@example.test", null, "[]", told);

        assertThat(ERASED.invitee("acme", whole).details()).isEqualTo(Details.NONE);
        assertThat(ERASED.invitee("other", whole).details()).isEqualTo(told);
    }

    @Test
    void anErasedGuestIsNoGuestAndTheOthersStay() {
        MeetingFacts event =
                MeetingFacts.of(Said.event("E", 1, true, "host"))
                        .with(
                                Details.of(
                                        Map.of(
                                                "guests",
                                                Objects.requireNonNull(
                                                        Said.json(
                                                                "[{\"email\":\"Guest@example.test\"},{\"email\":\"other@example.test\"}]")),
                                                "meeting_notes_plain",
                                                TextNode.valueOf("ask guest@example.test")),
                                        DetailAge.NONE));

        Details left = ERASED.meeting("acme", event, List.of()).details();

        assertThat(left.value("guests"))
                .isEqualTo(Said.json("[{\"email\":\"other@example.test\"}]"));
        assertThat(left.text("meeting_notes_plain")).isEqualTo("ask [erased]");
    }

    @Test
    void notesOfAnEventWithAnErasedInviteeAreGoneAndNobodyBringsThemBack() {
        Details notes =
                Details.of(
                        Map.of("meeting_notes_html", TextNode.valueOf("<p>Grace is late</p>")),
                        new DetailAge(Said.minute(9), true, Said.minute(9)));
        MeetingFacts event = MeetingFacts.of(Said.event("E", 1, true, "host")).with(notes);

        MeetingFacts left = ERASED.meeting("acme", event, List.of(guest));

        assertThat(left.details().value("meeting_notes_html")).isNull();
        assertThat(left.merge(event).details().value("meeting_notes_html")).isNull();
        assertThat(event.merge(left).details().value("meeting_notes_html")).isNull();
    }

    @Test
    void anAddressInTheNameOfAMeetingIsGone() {
        MeetingFacts named = MeetingFacts.of(Said.event("E", 1, true, "host"));
        MeetingFacts telling = named.with("Talk with guest@example.test", null);

        assertThat(ERASED.meeting("acme", telling, List.of()).name())
                .isEqualTo("Talk with [erased]");
    }

    @Test
    void aPlanStoresNobodyWhoWasErasedAndChangesNothingTheSecondTime() {
        ConnectedHost host = new ConnectedHost(UUID.randomUUID(), "acme", "user", "account");
        MeetingFacts event = MeetingFacts.of(Said.event("E", 1, true, "account"));
        List<InviteeFacts> said = List.of(guest);

        MeetingChange first =
                ProjectionPlan.of(
                                List.of(host),
                                new StoredState(List.of(), List.of(), List.of(), ERASED),
                                event,
                                said,
                                UUID::randomUUID)
                        .getFirst();
        StoredState stored =
                new StoredState(
                        List.of(new StoredMeeting(first.id(), host.connectionId(), first.facts())),
                        List.of(new StoredInvitee(first.id(), first.invitees().getFirst())),
                        List.of(),
                        ERASED);

        assertThat(first.invitees().getFirst().email()).isNull();
        assertThat(ProjectionPlan.of(List.of(host), stored, event, said, UUID::randomUUID))
                .isEmpty();
    }

    @Test
    void aPlanForgetsWhatWasStoredBefore() {
        ConnectedHost host = new ConnectedHost(UUID.randomUUID(), "acme", "user", "account");
        UUID id = UUID.randomUUID();
        MeetingFacts event = MeetingFacts.of(Said.event("E", 1, true, "account"));
        StoredState stored =
                new StoredState(
                        List.of(new StoredMeeting(id, host.connectionId(), event)),
                        List.of(new StoredInvitee(id, guest)),
                        List.of(),
                        ERASED);

        List<MeetingChange> changes =
                ProjectionPlan.of(List.of(host), stored, event, List.of(guest), UUID::randomUUID);

        assertThat(changes.getFirst().invitees().getFirst())
                .isEqualTo(ERASED.invitee("acme", guest));
    }

    private static MeetingFacts located(String location) {
        return MeetingFacts.of(Said.located("E", 1, true, location, "host"));
    }

    private static InviteeFacts with(
            String email, @Nullable String cancellation, String answers, Details details) {
        InviteeFacts facts = with(email, cancellation, answers);
        return new InviteeFacts(
                facts.uri(),
                facts.email(),
                facts.name(),
                facts.timezone(),
                facts.active(),
                facts.rescheduled(),
                facts.oldInvitee(),
                facts.newInvitee(),
                facts.noShow(),
                facts.cancellation(),
                facts.questionsAndAnswers(),
                facts.tracking(),
                facts.createdAt(),
                facts.updatedAt(),
                facts.fetched(),
                facts.toldAt(),
                facts.noShowAt(),
                facts.statusRaw(),
                null,
                details);
    }

    private static InviteeFacts with(String email, @Nullable String cancellation, String answers) {
        Invitee said = Said.invitee("E/O", 1).build();
        return InviteeFacts.of(
                new Invitee(
                        said.uri(),
                        said.eventUri(),
                        email,
                        said.name(),
                        said.timezone(),
                        cancellation == null,
                        false,
                        null,
                        null,
                        false,
                        Said.json(cancellation),
                        Objects.requireNonNull(Said.json(answers)),
                        null,
                        said.createdAt(),
                        said.updatedAt()));
    }
}
