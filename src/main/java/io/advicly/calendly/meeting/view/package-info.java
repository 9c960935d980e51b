/// Shows users their own meetings over HTTP. A query comes in. Pages of meetings and invitees go
/// out.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.meeting.view;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
