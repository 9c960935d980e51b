/// Keeps exactly one healthy webhook subscription per Calendly organization: planner (pure),
/// reconciler, signing keys.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.subscription;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
