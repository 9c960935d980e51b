/// How a backend gets a session.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.session.mint;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
