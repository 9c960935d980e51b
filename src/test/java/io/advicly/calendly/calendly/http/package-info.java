/// The adapter against a stub of Calendly that counts requests, and its decisions as pure
/// functions.
@NullMarked
package io.advicly.calendly.calendly.http;

import org.jspecify.annotations.NullMarked;
