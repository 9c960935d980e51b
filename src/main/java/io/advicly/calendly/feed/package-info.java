/// The feed: the ordered log of what happened. Appended in the transaction that made the thing
/// true, read from a cursor (ADR 27).
@CheckReturnValue
@NullMarked
package io.advicly.calendly.feed;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
