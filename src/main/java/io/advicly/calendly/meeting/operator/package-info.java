/// Shows operators the meetings of a user as that user sees them. A query comes in. Meetings
/// without persons go out, or whole ones to whoever asks for that and may, which is audited.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.meeting.operator;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
