/// Decides whether a delivery is Calendly's. A token, a signature header and a body's bytes come
/// in. The verified subscription and key go out, or the reason why it is refused.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.webhook.signature;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
