/// Tests of destinations, with real receivers.
@NullMarked
package io.advicly.calendly.destination;

import org.jspecify.annotations.NullMarked;
