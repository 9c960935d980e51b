/// Makes RFC 9457 documents. A problem type and a detail come in, or the framework's own failures.
/// A response goes out.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.platform.problem;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
