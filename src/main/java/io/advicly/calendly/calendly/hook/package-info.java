/// Holds what a webhook subscription at Calendly is, who owns it, and what a new one is to be.
/// Answers of Calendly come in as read by the HTTP adapter. The controller of `subscription`
/// compares and creates them.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.calendly.hook;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
