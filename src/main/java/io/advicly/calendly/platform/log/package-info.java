/// Keeps logs readable while somebody is away: what recurs is logged with its count. Failures that
/// repeat come in. One line per interval goes out.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.platform.log;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
