/// Connect, callback, status: the flow classes and their resources.
///
/// `ConnectFlow` and `Completion` read as flow 1 of the design: check, refresh, authorize; then,
/// from a stored grant on, look up the account, reconcile the subscription, activate the
/// connection, start the initial sync. Every step can be repeated: a crash between any two is
/// completed by the next call.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.lifecycle;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
