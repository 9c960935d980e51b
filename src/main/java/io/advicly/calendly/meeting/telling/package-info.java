/// Writes what becomes of meetings into the feed, and rewrites what was told of what is erased.
/// Changes come in with their transaction. Drafts of events go out.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.meeting.telling;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
