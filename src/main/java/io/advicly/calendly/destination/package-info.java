/// The addresses of backends that events are sent to: making, changing and looking at them. `.send`
/// is one call, `.work` decides what is sent when.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.destination;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
