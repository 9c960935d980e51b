/// Scheduled events as our users see them.
///
/// **In**: [MeetingProjection] takes what a delivery or a sync knows about an event. In one
/// transaction it finds the connected hosts, locks the events concerned, reads what is stored, lets
/// [ProjectionPlan] decide (pure: [MeetingFacts] and [InviteeFacts] say which of two states of
/// knowledge holds, and merging them gives the same result in any order), and writes what changed
/// with guarded upserts ([MeetingRepository], [InviteeRepository]).
///
/// **Out**: [MeetingResource] reads [MeetingQuery] and asks [Meetings], which looks only at the
/// caller's own rows and shows them as [MeetingView].
@CheckReturnValue
@NullMarked
package io.advicly.calendly.meeting;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
