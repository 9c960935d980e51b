/// Answers Calendly's POST. The request's head and body come in. 200 goes out once the delivery is
/// stored, else a problem.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.webhook.intake;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
