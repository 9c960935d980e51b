/// Takes an invitee's address out of all meetings, and remembers that it is erased. An address
/// comes in, or a user whose meetings are to go. Rewritten meetings go out, and what later
/// projections must leave out.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.meeting.erasure;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
