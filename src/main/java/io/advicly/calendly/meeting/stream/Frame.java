package io.advicly.calendly.meeting.stream;

import io.advicly.calendly.meeting.view.MeetingView;

/// What a stream says next.
sealed interface Frame {

    /// The first: where the stream begins.
    ///
    /// @param resumed false: what happened before is not going to be told, and the list should be
    ///   read
    record Ready(long id, boolean resumed) implements Frame {}

    /// A meeting that is new or different.
    record Changed(long id, MeetingView meeting) implements Frame {}

    /// How far the sync is.
    ///
    /// @param progress becomes JSON
    record Synced(Object progress) implements Frame {}

    /// Nothing, which shows that the stream is alive.
    record Heartbeat() implements Frame {}

    /// No more.
    record End() implements Frame {}
}
