package io.advicly.calendly.meeting.fact;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.calendly.event.Invitee;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.advicly.calendly.meeting.detail.Storable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What Calendly may say about an event: builders for tests, times in minutes after noon.
public final class Said {

    static final Instant NOON = Instant.parse("2026-02-01T12:00:00Z");

    private Said() {}

    public static Instant minute(long minutes) {
        return NOON.plusSeconds(60 * minutes);
    }

    public static String eventUri(String name) {
        return "https://api.calendly.com/scheduled_events/" + name;
    }

    /// @param name of the form `EVENT/INVITEE`
    public static String inviteeUri(String name) {
        return eventUri(name.substring(0, name.indexOf('/')))
                + "/invitees/"
                + name.substring(name.indexOf('/') + 1);
    }

    public static ScheduledEvent event(String name, long updated, boolean active, String... hosts) {
        return located(name, updated, active, null, hosts);
    }

    public static ScheduledEvent located(
            String name, long updated, boolean active, @Nullable String location, String... hosts) {
        return new ScheduledEvent(
                eventUri(name),
                "Meeting " + name,
                active,
                minute(600),
                minute(630),
                json(location),
                List.of(hosts).stream()
                        .map(host -> new ScheduledEvent.Host(host, "Host", "host@example.test"))
                        .toList(),
                minute(updated));
    }

    public static InviteeSaid invitee(String name, long updated) {
        return new InviteeSaid(name, updated, true, false, null, null, null);
    }

    /// An invitee as one delivery may show it.
    public record InviteeSaid(
            String name,
            long updated,
            boolean active,
            boolean noShow,
            @Nullable String old,
            @Nullable String successor,
            @Nullable String nameOfGuest) {

        public InviteeSaid canceled() {
            return new InviteeSaid(name, updated, false, noShow, old, successor, nameOfGuest);
        }

        public InviteeSaid didNotShow() {
            return new InviteeSaid(name, updated, active, true, old, successor, nameOfGuest);
        }

        public InviteeSaid rescheduledFrom(String other) {
            return new InviteeSaid(name, updated, active, noShow, other, successor, nameOfGuest);
        }

        public InviteeSaid rescheduledTo(String other) {
            return new InviteeSaid(name, updated, false, noShow, old, other, nameOfGuest);
        }

        public InviteeSaid named(String guest) {
            return new InviteeSaid(name, updated, active, noShow, old, successor, guest);
        }

        public Invitee build() {
            return new Invitee(
                    inviteeUri(name),
                    eventUri(name.substring(0, name.indexOf('/'))),
                    "guest@example.test",
                    nameOfGuest == null ? "Grace" : nameOfGuest,
                    "Europe/Paris",
                    active,
                    successor != null,
                    old == null ? null : inviteeUri(old),
                    successor == null ? null : inviteeUri(successor),
                    noShow,
                    active ? null : json("{\"reason\":\"at %04d\"}".formatted(updated)),
                    json("[{\"question\":\"What?\",\"answer\":\"That\",\"position\":0}]"),
                    json("{\"utm_source\":\"newsletter\",\"utm_term\":null}"),
                    NOON,
                    minute(updated));
        }
    }

    public static @Nullable JsonNode json(@Nullable String text) {
        return Storable.parse(text);
    }
}
