/// Watches which key verifies deliveries, and which subscriptions' deliveries are all refused.
/// Single verifications come in from the intake. A report goes out for operators and for the
/// controller.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.subscription.signing;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
