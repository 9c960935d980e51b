/// Appends to the feed. What has happened comes in, with the transaction that made it true. A draft
/// goes out, and a signal after the commit.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.feed.write;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
