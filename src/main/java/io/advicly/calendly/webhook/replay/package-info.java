/// Has deliveries worked off once more. A filter comes in from an operator. Deliveries that are due
/// again go out, batch by batch, with a count, progress and a stop.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.webhook.replay;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
