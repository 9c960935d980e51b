/// Writes each outcome as one log line, one counter and one audit row. Entries come in from the
/// features. Log lines, counts and rows go out.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.platform.journal;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
