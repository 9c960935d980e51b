package io.advicly.calendly.meeting;

import io.advicly.calendly.calendly.event.Invitee;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import java.util.List;

/// What one delivery or one step of a sync says.
public record Telling(ScheduledEvent event, List<Invitee> invitees) {}
