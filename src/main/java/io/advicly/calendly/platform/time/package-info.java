/// Tells the one time on which replicas agree. The database's answers come in. A clock goes out.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.platform.time;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
