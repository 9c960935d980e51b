/// Lets one replica at a time do something. A name comes in. Work under a lease goes out, or a
/// failure that says somebody else is at it.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.platform.lease;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
