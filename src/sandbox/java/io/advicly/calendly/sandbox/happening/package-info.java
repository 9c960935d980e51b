/**
 * What happens at Calendly besides bookings: contacts, event types, submitted forms and recaps that
 * come, change and go. Each becomes a change of the state and news for the subscriptions.
 */
@NullMarked
package io.advicly.calendly.sandbox.happening;

import org.jspecify.annotations.NullMarked;
