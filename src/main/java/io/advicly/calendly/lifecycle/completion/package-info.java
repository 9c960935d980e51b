/// Completes a connect from the stored grant on: account, subscription, activation, first sync. A
/// connection with a stored grant comes in, from a call or from the sweep. An active connection
/// goes out, or the wish for a new consent.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.lifecycle.completion;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
