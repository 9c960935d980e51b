/// Claims rows of the inbox and settles them. Free places of the worker and verdicts of attempts
/// come in. Claimed deliveries go out, and rows that are done, due again or dead.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.webhook.queue;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
