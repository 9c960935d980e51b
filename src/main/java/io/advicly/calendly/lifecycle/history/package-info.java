/// Tells what happened to one thing, in the order of time. A connection, a meeting or an
/// organization comes in. What was done, delivered, read and told goes out, merged, with words for
/// each.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.lifecycle.history;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
