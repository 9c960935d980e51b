/// Filters what libraries log about others that are away. Log records come in. Those that tell
/// something new go out.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.platform.log.calm;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
