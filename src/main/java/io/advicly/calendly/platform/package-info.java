/// What every feature stands on: problem documents, leases, work claiming, the one clock. No domain
/// words.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.platform;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
