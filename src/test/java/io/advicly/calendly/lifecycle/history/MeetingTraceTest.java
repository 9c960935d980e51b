package io.advicly.calendly.lifecycle.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What changed a meeting, and by what.
class MeetingTraceTest {

    private static final Instant NOON = Instant.parse("2026-02-01T12:00:00Z");

    private final MeetingTrace.Told booked =
            new MeetingTrace.Told(NOON, "meeting.booked", meeting("active", "1"), 0);
    private final MeetingTrace.Told canceled =
            new MeetingTrace.Told(at(100), "meeting.canceled", meeting("canceled", "2"), 1);

    @Test
    void namesWhatChangedAndNoPerson() {
        List<History.Happened> all =
                MeetingTrace.make(List.of(booked, canceled), List.of(), List.of());

        assertThat(all).hasSize(2);
        assertThat(all.getFirst().says())
                .isEqualTo(
                        "The meeting was canceled: status active → canceled, location; a destination has it.");
        assertThat(all.getFirst().changed()).containsExactly("status", "location");
        assertThat(all.getLast().says()).isEqualTo("The meeting appeared; the feed tells it.");
    }

    @Test
    void aDeliveryThatWasWorkedOffJustBeforeIsTheCause() {
        List<History.Happened> all =
                MeetingTrace.make(
                        List.of(booked, canceled),
                        List.of(delivered("first", 0), delivered("second", 99)),
                        List.of(read("sync", -10, 200)));

        assertThat(all).hasSize(4);
        assertThat(event(all, "meeting.canceled").cause())
                .isEqualTo(new History.Cause("delivery", "second"));
        assertThat(event(all, "meeting.booked").cause())
                .isEqualTo(new History.Cause("delivery", "first"));
    }

    @Test
    void elseTheSyncThatWasUnderWayIsAndIsShown() {
        List<History.Happened> all =
                MeetingTrace.make(
                        List.of(booked),
                        List.of(delivered("long after", 3_600)),
                        List.of(read("it", -10, 5), read("another", -500, -400)));

        assertThat(event(all, "meeting.booked").cause()).isEqualTo(new History.Cause("sync", "it"));
        assertThat(all).extracting(History.Happened::id).contains("it").doesNotContain("another");
    }

    private static History.Happened event(List<History.Happened> all, String type) {
        return all.stream().filter(it -> it.what().equals(type)).findFirst().orElseThrow();
    }

    private static MeetingTrace.Delivered delivered(String id, long second) {
        return new MeetingTrace.Delivered(id, at(second - 1), at(second), shown(id, second));
    }

    private static MeetingTrace.Read read(String id, long from, long to) {
        return new MeetingTrace.Read(id, at(from), at(to), shown(id, to));
    }

    private static History.Happened shown(String id, long second) {
        return new History.Happened(
                at(second), "sync", "nightly", "", id, true, null, null, null, null);
    }

    private static Instant at(long second) {
        return NOON.plusSeconds(second);
    }

    private static String meeting(String status, String room) {
        return new JsonObject()
                .put("status", status)
                .put("location", new JsonObject().put("room", room))
                .put("name", "Grace")
                .put("updated_at", room)
                .encode();
    }
}
