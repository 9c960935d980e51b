/// Shows meetings to backends, and makes the data of events about them. A backend's call, or the
/// ids of meetings that have changed, come in. Whole meetings go out.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.meeting.backend;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
