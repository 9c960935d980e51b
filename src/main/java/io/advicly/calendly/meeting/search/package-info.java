/// Reads which meetings a caller wants. Query parameters come in. A query goes out that an index
/// serves, or a problem that names the parameter.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.meeting.search;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
