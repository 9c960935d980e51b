package io.advicly.calendly.meeting.fact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.advicly.calendly.calendly.event.DeliveredEvent;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.advicly.calendly.calendly.wire.DeliveryParser;
import io.advicly.calendly.meeting.detail.DetailAge;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Two states with one `updated_at`.
class TiesTest {

    private static final long SEEDS = 2_000;

    /// Whatever [Gen] may say too.
    private static final Map<String, JsonNode> EVERYTHING =
            Map.of(
                    "event_type", TextNode.valueOf("C"),
                    "invitees_counter", NullNode.getInstance(),
                    "meeting_notes_plain", TextNode.valueOf("C"));

    @Test
    void aNoShowThatIsTakenBackIsNone() {
        InviteeFacts booked = facts("invitee.created", "09:30:01", "null");
        InviteeFacts missed = facts("invitee_no_show.created", "11:00:01", "\"11:00:00\"");
        InviteeFacts back = facts("invitee_no_show.deleted", "12:00:01", "null");

        assertThat(booked.merge(missed).noShow()).isTrue();
        assertThat(booked.merge(missed).merge(back).noShow()).isFalse();
        assertThat(back.merge(missed).merge(booked).noShow()).isFalse();
    }

    @Test
    void aNoShowIsTakenBackWhereBothAreOfOneMoment() {
        InviteeFacts missed = facts("invitee_no_show.created", "11:00:00", "\"11:00:00\"");
        InviteeFacts back = facts("invitee_no_show.deleted", "11:00:00", "null");

        assertThat(missed.merge(back).noShow()).isFalse();
        assertThat(back.merge(missed).noShow()).isFalse();
    }

    @Test
    void aSyncMendsANoShowWhicheverDeliveryIsMissing() {
        InviteeFacts missed = facts("invitee_no_show.created", "11:00:01", "\"11:00:00\"");
        InviteeFacts back = facts("invitee_no_show.deleted", "12:00:01", "null");
        InviteeFacts readWithout = read(false, "13:00:00");
        InviteeFacts readWith = read(true, "13:00:00");

        assertThat(missed.merge(readWithout).noShow()).isFalse();
        assertThat(back.merge(readWith).noShow()).isTrue();
    }

    @Test
    void whatWasReadBeforeAMarkDoesNotTakeItBack() {
        InviteeFacts missed = facts("invitee_no_show.created", "11:00:01", "\"11:00:00\"");

        assertThat(missed.merge(read(false, "10:59:59")).noShow()).isTrue();
        assertThat(missed.merge(read(false, "11:00:02")).noShow()).isFalse();
    }

    @Test
    void whatIsAskedForHoldsAgainstWhatIsDelivered() {
        MeetingFacts asked = event("Asked", true, Told.fetched(Said.minute(1)));
        MeetingFacts late = event("Late", true, Told.delivered(Said.minute(2)));

        assertThat(asked.merge(late).name()).isEqualTo("Asked");
        assertThat(late.merge(asked).name()).isEqualTo("Asked");
    }

    @Test
    void ofTwoDeliveriesTheLaterHoldsAndOfTwoReadingsToo() {
        for (boolean fetched : List.of(true, false)) {
            MeetingFacts first = event("First", true, new Told(fetched, Said.minute(1)));
            MeetingFacts second = event("A second", true, new Told(fetched, Said.minute(2)));

            assertThat(first.merge(second).name()).isEqualTo("A second");
            assertThat(second.merge(first).name()).isEqualTo("A second");
        }
    }

    @Test
    void aCancellationThatWasDeliveredAfterAReadingHolds() {
        MeetingFacts asked = event("Asked", true, Told.fetched(Said.minute(1)));
        MeetingFacts canceled = event("Late", false, Told.delivered(Said.minute(2)));

        assertThat(asked.merge(canceled).active()).isFalse();
        assertThat(canceled.merge(asked).active()).isFalse();
    }

    @Test
    void aLaterReadingMendsEveryField() {
        LongStream.range(0, SEEDS)
                .forEach(seed -> {
                    Gen gen = new Gen(seed);
                    MeetingFacts stored = gen.meeting().merge(gen.meeting());
                    MeetingFacts read =
                            MeetingFacts.of(
                                    new ScheduledEvent(
                                            "E",
                                            gen.maybe("C"),
                                            gen.coin(),
                                            Said.minute(gen.below(2)),
                                            Said.minute(5),
                                            Said.json(gen.maybe("{\"a\":1}")),
                                            List.of(),
                                            Said.minute(gen.below(3)),
                                            null,
                                            true,
                                            EVERYTHING),
                                    Told.fetched(Said.minute(2 * DetailAge.LAG.toMinutes())));
                    MeetingFacts expected =
                            stored.details().fields().containsKey("without_notes")
                                    ? read.with(read.details().withoutNotes())
                                    : read;
                    assertThat(stored.merge(read)).as("seed %d", seed).isEqualTo(expected);
                });
    }

    @Test
    void whatIsGoneComesBackWhenItIsReadAgain() {
        MeetingFacts stored = event("Asked", true, Told.fetched(Said.minute(1)));
        MeetingFacts gone = stored.gone(Said.minute(2));

        assertThat(gone.active()).isFalse();
        assertThat(gone.merge(stored).active()).isFalse();
        assertThat(gone.merge(event("Asked", true, Told.fetched(Said.minute(3)))).active())
                .isTrue();
        assertThat(stored.gone(Said.minute(0)).active()).isTrue();
    }

    private static MeetingFacts event(String name, boolean active, Told told) {
        return MeetingFacts.of(
                new ScheduledEvent(
                        "E",
                        name,
                        active,
                        Said.minute(600),
                        Said.minute(630),
                        null,
                        List.of(),
                        Said.NOON),
                told);
    }

    private static InviteeFacts facts(String event, String at, String noShow) {
        DeliveredEvent.InviteeChanged changed = changed(event, at, noShow);
        return InviteeFacts.of(changed.invitee(), Told.delivered(changed.createdAt()));
    }

    private static InviteeFacts read(boolean noShow, String at) {
        DeliveredEvent.InviteeChanged changed =
                changed("invitee.created", at, noShow ? "\"11:00:00\"" : "null");
        return InviteeFacts.of(
                changed.invitee(), Told.fetched(Instant.parse("2026-02-01T" + at + "Z")));
    }

    private static DeliveredEvent.InviteeChanged changed(String event, String at, String noShow) {
        String mark =
                noShow.equals("null")
                        ? noShow
                        : "{\"uri\":\"mark\",\"created_at\":\"2026-02-01T%sZ\"}"
                                .formatted(noShow.replace("\"", ""));
        String body =
                """
                {"event": "%s", "created_at": "2026-02-01T%s.000000Z", "payload": {
                  "uri": "invitee", "event": "event", "status": "active", "no_show": %s,
                  "created_at": "2026-02-01T09:30:00.120001Z", "updated_at": "2026-02-01T09:30:00.140002Z"}}\
                """
                        .formatted(event, at, mark);
        return (DeliveredEvent.InviteeChanged) new DeliveryParser().parse(body.getBytes(UTF_8));
    }
}
