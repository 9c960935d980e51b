/// The only package that knows Calendly's HTTP.
///
/// Callers see the port [Calendly] and the records of this package. Behind it stand, from the
/// outside in: resilience (time limits, retries of what is safe to repeat, circuit breaker),
/// metrics and the canonical log line of a failed call (every attempt is counted, not only the
/// outcome), the HTTP adapter. They are wired in one place. A failed call is a [CalendlyFailure].
@CheckReturnValue
@NullMarked
package io.advicly.calendly.calendly;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
