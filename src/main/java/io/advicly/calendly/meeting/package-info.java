/// Scheduled events as our users see them.
///
/// **In**: `MeetingProjection` takes what deliveries or a sync know about events. In one
/// `ProjectionTransaction` it finds the connected hosts, locks the events concerned, reads what is
/// stored, lets `BatchPlan` and `ProjectionPlan` decide (pure: `MeetingFacts` and `InviteeFacts`
/// say which of two states of knowledge holds, and merging them gives the same result in any
/// order), writes what changed with guarded upserts, and notes it in the `ChangeLog`. A link to
/// join that is late is remembered by `LinkLookups`.
///
/// **Out**: `MeetingResource` reads `MeetingQuery` and asks `Meetings`, which looks only at the
/// caller's own rows and shows them as `MeetingView`.
///
/// **Live**: after the commit the `FeedBell` rings; on every replica the `FeedListener` wakes the
/// streams concerned (`MeetingStreams`). Each `MeetingStream` reads the caller's changes by
/// `FeedReads`, together with others, as its client takes them, and `MeetingStreamResource` shows
/// them as events. Where it is enabled, the `Outbox` writes the same changes for Debezium.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.meeting;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
