/// Where the service starts.
@CheckReturnValue
@NullMarked
package io.advicly.calendly;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
