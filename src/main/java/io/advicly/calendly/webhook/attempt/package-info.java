/// Reads claimed deliveries and has them projected. Claimed deliveries come in. A `Settlement` for
/// each goes out.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.webhook.attempt;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
