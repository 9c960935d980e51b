package io.advicly.calendly.meeting.stream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/// The live stream.
@ConfigMapping(prefix = "calendly.stream")
public interface StreamSettings {

    /// How long nothing is said at most; then a comment is.
    @WithDefault("15s")
    @DurationMin(millis = 1)
    Duration heartbeat();

    /// How long a client may take to take what was sent, before it is dropped.
    @WithDefault("30s")
    @DurationMin(millis = 1)
    Duration patience();

    /// How many streams a user may have on one replica.
    @WithDefault("10")
    @Min(1)
    int perUser();

    /// How many streams a replica has; streams and calls that wait are no more than one for each 64
    /// KiB of its heap, whatever this says.
    @WithDefault("10000")
    @Min(1)
    int perReplica();
}
