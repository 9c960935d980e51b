/// Finds the signing keys behind a URL token, from memory. A token of a delivery's address comes
/// in. The keys go out, or that the token is unknown, or that it cannot be told now.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.subscription.keys;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
