/// Gives callers a valid access token, and refreshes each grant once across replicas. A call that
/// needs a token comes in. The call is made with the token, or told that a consent is needed.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.connection.token;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
