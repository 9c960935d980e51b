/// Tells how a connection is doing. A user's identity comes in. A view with status, subscription,
/// syncs and next steps goes out.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.lifecycle.status;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
