package io.advicly.calendly.sandbox.booking;

import io.advicly.calendly.sandbox.state.booking.Answer;
import io.advicly.calendly.sandbox.state.booking.Person;
import io.advicly.calendly.sandbox.state.offer.EventType;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What an invitee fills in. */
public record BookingRequest(
        EventType type,
        Instant start,
        Person person,
        List<Answer> answers,
        List<String> guests,
        Map<String, String> tracking,
        Extras extras) {

    public BookingRequest(
            EventType type,
            Instant start,
            Person person,
            List<Answer> answers,
            List<String> guests,
            Map<String, String> tracking) {
        this(type, start, person, answers, guests, tracking, Extras.none());
    }
}
