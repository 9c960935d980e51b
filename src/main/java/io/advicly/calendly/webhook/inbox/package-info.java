/// Stores verified deliveries, many in one commit. Signed deliveries come in. Receipts go out after
/// the commit, and the worker is woken.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.webhook.inbox;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
