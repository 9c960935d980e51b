/// Reads the feed from a cursor, and tells whoever waits that there is more. A cursor and a scope
/// come in. Pages of events go out, in order, and none of them hides one that commits later.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.feed.read;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
