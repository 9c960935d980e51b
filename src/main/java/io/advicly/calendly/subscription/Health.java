package io.advicly.calendly.subscription;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a check of a subscription at Calendly has shown.
public sealed interface Health {

    /// Calendly delivers.
    ///
    /// @param retryStartedAt since when Calendly is retrying a delivery: in a day it will give up
    record Alive(@Nullable Instant retryStartedAt) implements Health {}

    /// Disabled or gone: it has to be replaced, and what was missed has to be read.
    record Lost(String why) implements Health {}

    /// It never got there, or its plan may have changed: reconciling tells.
    record Unsettled() implements Health {}

    /// Its carrier is no owner or admin any more: somebody else has to carry it.
    record Disowned() implements Health {}

    /// Its carrier has to consent again: nobody can look.
    record Unknown() implements Health {}
}
