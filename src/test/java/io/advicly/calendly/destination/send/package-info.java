/// Tests of where events may go, and of how they are sent.
@NullMarked
package io.advicly.calendly.destination.send;

import org.jspecify.annotations.NullMarked;
