/// Reads scheduled events from the API into meetings, as stored jobs, through the same projection
/// as deliveries.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.sync;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
