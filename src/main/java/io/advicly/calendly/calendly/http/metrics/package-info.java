/// Counts and times every attempt of a call, and logs each that failed, in one line. Calls come in
/// from resilience. The same calls go on to the adapter; meters and log lines go out.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.calendly.http.metrics;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
