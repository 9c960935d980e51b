/**
 * What accounts and organizations have besides calendars and subscriptions. Plain rows that refer
 * to each other, and to the rest, by id.
 */
@NullMarked
package io.advicly.calendly.sandbox.record;

import org.jspecify.annotations.NullMarked;
