/// Decides when, and how many at a time, deliveries are worked off. Wake-ups, notices and the load
/// of the intake come in. Attempts go out, at a pace that leaves room for answers.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.webhook.work;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
