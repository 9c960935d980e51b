/**
 * When people can be booked, and the ways to book them that are not the booking pages:
 * availability, busy and available times, single-use links and shares, {@code POST /invitees}.
 */
@NullMarked
package io.advicly.calendly.sandbox.offer;

import org.jspecify.annotations.NullMarked;
