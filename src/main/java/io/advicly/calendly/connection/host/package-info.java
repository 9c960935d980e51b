/// Finds whose connected accounts host an event. Account URIs come in. The users whose calendars
/// they are go out.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.connection.host;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
