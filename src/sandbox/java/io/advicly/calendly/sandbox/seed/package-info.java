/** What is there at the start, and how to get a hundred thousand times as much of it. */
@NullMarked
package io.advicly.calendly.sandbox.seed;

import org.jspecify.annotations.NullMarked;
