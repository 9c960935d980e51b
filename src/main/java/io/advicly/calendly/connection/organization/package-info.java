/// Keeps which organizations are due for the controller, and which deliveries may be missing.
/// Changes of connections come in, in their own transaction. Organizations to be attended to and
/// gaps to be read go out.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.connection.organization;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
