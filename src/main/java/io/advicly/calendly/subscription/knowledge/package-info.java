/// Holds what is known about an organization's members: roles, and what each grant may. What
/// Calendly has refused or allowed comes in. Members go out as the planner sees them.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.subscription.knowledge;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
