/**
 * The demo product's backend, not Calendly's: an address that the service sends events to, as to
 * any backend. What it was sent, and whether that was signed, goes out to the demo page.
 */
@NullMarked
package io.advicly.calendly.sandbox.backend;

import org.jspecify.annotations.NullMarked;
