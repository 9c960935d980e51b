/// Holds what chains are made of: contexts, time limits, one run for many callers. A Uni comes in.
/// The same goes out, limited, shared, or brought back to its caller's context.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.platform.chain;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
