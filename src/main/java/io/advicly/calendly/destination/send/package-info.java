/// How an event leaves: which addresses it may go to, what it is signed with, and one call of HTTP
/// within bounds.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.destination.send;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
