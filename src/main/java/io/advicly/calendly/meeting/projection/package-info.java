/// Projects what is known into meetings, many events in one transaction. Knowledge comes in from
/// deliveries and syncs. Changed meetings go out, and the streams are told.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.meeting.projection;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
