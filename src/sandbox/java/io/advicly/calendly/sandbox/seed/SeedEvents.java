package io.advicly.calendly.sandbox.seed;

import io.advicly.calendly.sandbox.state.booking.Calendar;
import io.advicly.calendly.sandbox.state.booking.Cancellation;
import io.advicly.calendly.sandbox.state.booking.GivenAnswer;
import io.advicly.calendly.sandbox.state.booking.Location;
import io.advicly.calendly.sandbox.state.booking.Person;
import io.advicly.calendly.sandbox.state.booking.SandboxInvitee;
import io.advicly.calendly.sandbox.state.booking.SandboxScheduledEvent;
import io.advicly.calendly.sandbox.state.offer.SandboxEventType;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A few events that were booked before anybody connected, past and future, active and canceled. */
final class SeedEvents {
    private final Calendar calendar;
    private final Instant now;

    SeedEvents(Calendar calendar, Instant now) {
        this.calendar = calendar;
        this.now = now;
    }

    void plant() {
        put("acme-1", "ada-intro", -7, "Grace Guest");
        put("acme-2", "ada-intro", 3, "Hugo Guest");
        put("acme-3", "acme-webinar", 5, "Iris Guest", "Jan Guest", "Kim Guest");
        put("acme-4", "acme-panel", 8, "Lea Guest");
        put("acme-5", "mia-chat", 2, "Moe Guest");
        put("acme-6", "max-plain", 4, "Nia Guest");
        put("acme-7", "alan-demo", -2, "Oda Guest");
        cancel("acme-8", "ada-office", 6, "Pia Guest");
        put("globex-1", "gina-intro", -3, "Quin Guest");
        put("globex-2", "gina-intro", 4, "Rita Guest");
        put("globex-3", "globex-workshop", 9, "Sam Guest", "Tess Guest");
        put("freebie-1", "fred-intro", 2, "Uma Guest");
    }

    private void put(String id, String typeId, int daysFromNow, String... guests) {
        SandboxEventType type = calendar.eventTypes().get(typeId);
        Instant start =
                now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(24L * daysFromNow + 14));
        Instant booked = now.minus(Duration.ofDays(20));
        SandboxScheduledEvent event =
                new SandboxScheduledEvent(
                        id,
                        type.organizationId(),
                        typeId,
                        type.name(),
                        start,
                        start.plus(Duration.ofMinutes(type.minutes())),
                        type.location() == null
                                ? null
                                : new Location(type.location(), type.locationText(), booked),
                        type.hostIds(),
                        type.inviteeLimit(),
                        List.of(),
                        null,
                        booked,
                        booked);
        calendar.events().put(event);
        for (int i = 0; i < guests.length; i++) {
            calendar.invitees().put(invitee(id + "-guest-" + (i + 1), id, guests[i], booked));
        }
    }

    private void cancel(String id, String typeId, int daysFromNow, String guest) {
        put(id, typeId, daysFromNow, guest);
        Cancellation why =
                new Cancellation(
                        guest, "Found another date", "invitee", now.minus(Duration.ofDays(1)));
        calendar.events().put(calendar.events().get(id).canceled(why));
        calendar.invitees().put(calendar.invitees().get(id + "-guest-1").canceled(why));
    }

    private static SandboxInvitee invitee(String id, String event, String name, Instant booked) {
        String email = name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@example.test";
        return new SandboxInvitee(
                id,
                event,
                new Person(name, email, "Europe/Paris", null),
                List.of(new GivenAnswer("What shall we discuss?", "Renewal")),
                Map.of("utm_source", "newsletter"),
                false,
                null,
                null,
                null,
                null,
                booked,
                booked);
    }
}
