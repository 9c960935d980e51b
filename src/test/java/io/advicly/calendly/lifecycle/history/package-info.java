/// Tests of this room.
@NullMarked
package io.advicly.calendly.lifecycle.history;

import org.jspecify.annotations.NullMarked;
