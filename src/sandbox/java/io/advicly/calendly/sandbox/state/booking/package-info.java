/// Holds what is booked: scheduled events and their invitees. Bookings, cancellations, no-shows and
/// moves come in. Events of a host, a type or an organization go out, in the order of their start.
@NullMarked
package io.advicly.calendly.sandbox.state.booking;

import org.jspecify.annotations.NullMarked;
