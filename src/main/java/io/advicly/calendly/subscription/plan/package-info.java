/// Decides which subscriptions an organization should have and which steps lead there (pure). An
/// observation comes in. A plan of steps goes out.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.subscription.plan;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
