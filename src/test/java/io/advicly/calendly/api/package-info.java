/// The description of the API: that it is true, that tools accept it, and that clients made from it
/// work.
@NullMarked
package io.advicly.calendly.api;

import org.jspecify.annotations.NullMarked;
