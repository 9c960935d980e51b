/// Finds among an organization's connections one that may read an event. An event's URI comes in.
/// The event goes out, or why nobody may read it.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.connection.reader;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
