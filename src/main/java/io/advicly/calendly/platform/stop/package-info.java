/// Stops the service without breaking what is under way. The announcement of a stop comes in. Work
/// that must not be cut is finished, and requests are told to come again.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.platform.stop;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
