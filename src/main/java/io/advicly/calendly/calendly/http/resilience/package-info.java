/// Repeats what is safe to repeat, breaks the circuit while Calendly is away, and wires the layers
/// together. Calls of the port come in from the features. Attempts go on to the metrics and from
/// there to HTTP.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.calendly.http.resilience;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
