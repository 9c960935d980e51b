/// Gives callers a valid access token, refreshes each grant once across replicas, and finds whose
/// token may read an event. A call that needs a token comes in. The call is made with one, or told
/// that a consent is needed.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.connection.token;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
