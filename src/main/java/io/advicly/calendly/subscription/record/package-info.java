/// Keeps our subscriptions in their table, with sealed keys. Intents, activations and endings come
/// in from the controller. Subscriptions and their addresses go out.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.subscription.record;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
