/// A user's link to one Calendly account: the aggregate, its states, its grant and the grant's
/// refresh.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.connection;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
