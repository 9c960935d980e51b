/// Holds what can be booked: event types, hours, busy times and booking links. What hosts offer and
/// change comes in. Event types and the hours of a user go out.
@NullMarked
package io.advicly.calendly.sandbox.state.offer;

import org.jspecify.annotations.NullMarked;
