/**
 * Booking, canceling, rescheduling and marking no-shows, and the pages on which a person does so.
 */
@NullMarked
package io.advicly.calendly.sandbox.booking;

import org.jspecify.annotations.NullMarked;
