/// Takes a person's address out of stored deliveries. An erasure request or a purge of an account
/// comes in. Rewritten or emptied bodies go out.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.webhook.erasure;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
