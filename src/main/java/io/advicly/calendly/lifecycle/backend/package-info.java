/// Shows connections to backends, and tells what becomes of them. A backend's call, or a connection
/// that may have changed, comes in. Views and events of the feed go out.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.lifecycle.backend;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
