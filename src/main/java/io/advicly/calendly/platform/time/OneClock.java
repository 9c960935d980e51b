package io.advicly.calendly.platform.time;

import java.time.Clock;
import java.time.Instant;

/// The same clock as [TimeSource] gives, for what is no bean: how a record of Calendly's is read
/// must not depend on how well the machine's clock goes.
public final class OneClock {

    static final DatabaseTime TIME = new DatabaseTime(Clock.systemUTC(), System::nanoTime);

    private OneClock() {}

    public static Instant now() {
        return TIME.instant();
    }
}
