/**
 * {@code /_control}: makes happen what Calendly does not let you try, and shows what was received.
 *
 * <p>{@link io.advicly.calendly.sandbox.control.ControlApi} is the list of everything; the same
 * list, for readers, is {@code /_control/openapi.json}, and a test keeps the two equal.
 */
@NullMarked
package io.advicly.calendly.sandbox.control;

import org.jspecify.annotations.NullMarked;
