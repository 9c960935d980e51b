/// Checks the configuration and the database before the service starts. Settings come in. Mistakes
/// in plain words go out, or the start goes on.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.platform.start;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
