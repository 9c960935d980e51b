/// Tests of what is sent when.
@NullMarked
package io.advicly.calendly.destination.work;

import org.jspecify.annotations.NullMarked;
