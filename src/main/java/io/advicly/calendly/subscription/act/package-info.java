/// Carries out a plan, each step with its own outcome. A plan comes in. Calls to Calendly go out,
/// and rows that say what has come of them.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.subscription.act;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
