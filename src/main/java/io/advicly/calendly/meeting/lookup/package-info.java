/// Remembers links to join that Calendly is still making. Changes without a link come in. Events
/// that are due to be looked up go out.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.meeting.lookup;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
