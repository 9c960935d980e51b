package io.advicly.calendly.calendly;

import io.advicly.calendly.calendly.event.ScheduledEvent;

/// What came of asking for a scheduled event, one after the other, whoever may know it.
public sealed interface ReadEvent {

    record Found(ScheduledEvent event) implements ReadEvent {}

    /// Whoever was asked was told that there is no such event.
    record Gone() implements ReadEvent {}

    /// Calendly lets nobody of those who were asked read it, which says nothing about the event.
    ///
    /// @param failure what one of them was told
    record Refused(CalendlyFailure failure) implements ReadEvent {}

    /// Nobody has a grant to ask with.
    record NobodyToAsk() implements ReadEvent {}
}
