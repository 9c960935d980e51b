/// Says what is known of events and invitees, and which of two states of knowledge holds (pure).
/// Records of deliveries and syncs come in as `Knowledge`. Facts that merge to the same result in
/// any order go out.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.meeting.fact;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
