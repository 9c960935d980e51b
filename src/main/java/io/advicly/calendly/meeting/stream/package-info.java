/// Streams each user's changes live. A connected client and news of commits come in. Events go out,
/// at the pace at which the client takes them.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.meeting.stream;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
