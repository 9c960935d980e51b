package io.advicly.calendly.platform.time;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/// Times as the driver wants them for a `timestamptz`.
public final class SqlTime {

    private SqlTime() {}

    public static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
