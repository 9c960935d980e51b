/// Holds what is said of meetings and invitees and decides nothing, each field with its own age.
/// What Calendly says comes in, from any source. The last word on each field goes out, as it is
/// stored and shown.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.meeting.detail;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
