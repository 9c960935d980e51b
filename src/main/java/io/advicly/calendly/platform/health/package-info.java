/// Tells callers and orchestrators how the database is. Failures and trial writes come in. A 503 or
/// a health check's result goes out.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.platform.health;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
