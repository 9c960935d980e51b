/// Sends the events of the feed to destinations. [EventDispatcher] hears what has come into the
/// feed and knows from memory ([DestinationDirectory]) who wants it; it claims those and has a
/// [DestinationRun] work for each: read the feed on, send, store how far it has come
/// ([DispatchTable]). What is sent when is decided by [Backlog] and [AttemptSchedule], both pure.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.destination.work;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
