/// Claims an organization for one run of the controller, and holds what the run has learned. Due
/// organizations come in. A run goes out that owns its organization until it settles or loses the
/// claim.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.subscription.claim;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
