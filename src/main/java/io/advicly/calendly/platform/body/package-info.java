/// Bodies of requests, within bounds of size, time, and memory for all of them together.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.platform.body;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
