/// Attends to organizations: claim, observe, decide, act, settle. Due organizations come in from
/// the sweep, and single ones from a user's call. Settled organizations go out, with the time of
/// their next check.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.subscription.controller;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
