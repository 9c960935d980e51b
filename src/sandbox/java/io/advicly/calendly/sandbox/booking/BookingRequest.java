package io.advicly.calendly.sandbox.booking;

import io.advicly.calendly.sandbox.state.booking.GivenAnswer;
import io.advicly.calendly.sandbox.state.booking.Person;
import io.advicly.calendly.sandbox.state.offer.SandboxEventType;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What an invitee fills in. */
public record BookingRequest(
        SandboxEventType type,
        Instant start,
        Person person,
        List<GivenAnswer> answers,
        List<String> guests,
        Map<String, String> tracking,
        Extras extras) {

    public BookingRequest(
            SandboxEventType type,
            Instant start,
            Person person,
            List<GivenAnswer> answers,
            List<String> guests,
            Map<String, String> tracking) {
        this(type, start, person, answers, guests, tracking, Extras.none());
    }
}
