/// Reads and writes meetings, invitees and the change log. Facts and changes come in, inside the
/// caller's transaction. Rows and stored facts go out.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.meeting.store;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
