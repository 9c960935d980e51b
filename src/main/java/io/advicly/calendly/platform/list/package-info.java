/// Reads the parameters of lists, and makes conditions and cursors of them. Query parameters come
/// in. SQL conditions, slices and cursors go out.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.platform.list;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
