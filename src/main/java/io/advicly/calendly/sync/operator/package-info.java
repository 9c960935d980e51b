/// Syncs of all connections for operators: which run, which wait, which have failed, and why.
/// Filters come in, and the wish that one is tried again, with a reason. Pages go out, with a
/// sentence on each.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.sync.operator;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
