/// Gives events their places. Drafts that are committed come in, from all writers. Events go out,
/// one after the other, into a partition for each day; days that are over are dropped.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.feed.sequence;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
