/// Shows operators organizations and subscriptions, and adopts hooks of an old backend. Operators'
/// HTTP calls come in. Views go out, and organizations are marked due.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.subscription.admin;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
