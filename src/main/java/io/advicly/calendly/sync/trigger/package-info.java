/// Begins syncs that nobody asks for: nightly ones, those for a gap, and looks for late links.
/// Schedules and stored gaps come in. Jobs go out to `sync.job`.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.sync.trigger;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
