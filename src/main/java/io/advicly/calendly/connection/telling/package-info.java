/// Remembers what backends were told last of each connection. A connection and what is shown of it
/// comes in. Whether that is news goes out.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.connection.telling;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
