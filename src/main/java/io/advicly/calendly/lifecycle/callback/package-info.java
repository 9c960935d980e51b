/// Receives the browser that comes back from Calendly. A code or an error comes in, with a state
/// and a cookie. A redirect to the product goes out, with the outcome.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.lifecycle.callback;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
