/// Looks at an organization: our rows, our connections, Calendly's lists. A run comes in. An
/// observation goes out.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.subscription.observe;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
