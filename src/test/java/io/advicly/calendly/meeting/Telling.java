package io.advicly.calendly.meeting;

import io.advicly.calendly.calendly.Invitee;
import io.advicly.calendly.calendly.ScheduledEvent;
import java.util.List;

/// What one delivery or one step of a sync says.
record Telling(ScheduledEvent event, List<Invitee> invitees) {}
