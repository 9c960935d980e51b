/// Lets a user go and cleans up what they leave behind. A disconnect comes in, with or without a
/// purge. A closing connection goes out at once, and an empty one in the end.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.lifecycle.disconnect;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
