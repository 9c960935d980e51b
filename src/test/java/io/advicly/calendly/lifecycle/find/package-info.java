/// Tests of this room.
@NullMarked
package io.advicly.calendly.lifecycle.find;

import org.jspecify.annotations.NullMarked;
