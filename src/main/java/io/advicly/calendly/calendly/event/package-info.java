/// Holds what Calendly says about scheduled events and their invitees, as records without JSON.
/// What the wire records and the delivery parser have read comes in. Deliveries, syncs and the
/// projection take these records as they are (ADR 6).
@CheckReturnValue
@NullMarked
package io.advicly.calendly.calendly.event;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
