/// Weeks in minutes: two processes whose neighbours fail one after the other, in an order that a
/// seed decides, while many people use them.
@NullMarked
package io.advicly.calendly.soak;

import org.jspecify.annotations.NullMarked;
