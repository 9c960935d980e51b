package io.advicly.calendly.meeting.lookup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/// Meetings.
@ConfigMapping(prefix = "calendly.meetings")
public interface MeetingSettings {

    /// When a link to join is looked up that was not ready at the booking.
    @WithDefault("90s")
    @DurationMin(millis = 1)
    Duration linkLookupDelay();
}
