/// Runs work that nobody waits for: in contexts of its own, in slots, in batches, under a watchdog.
/// Schedules and wake-ups come in, and calls, which begin a few at a time. Turns of work go out,
/// which end even where what they wait for does not.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.platform.work;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
