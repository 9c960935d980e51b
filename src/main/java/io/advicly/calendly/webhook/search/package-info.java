/// Reads which deliveries an operator wants. Query parameters or a replay's filter come in. A query
/// goes out that an index serves, or a problem that names the parameter.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.webhook.search;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
