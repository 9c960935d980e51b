package io.advicly.calendly.destination.work;

import io.advicly.calendly.destination.send.Answered;
import io.advicly.calendly.feed.EventType;
import java.time.Instant;

/// An attempt to deliver one event, as it is kept.
record AttemptNote(long position, EventType type, Instant at, Answered answered) {}
