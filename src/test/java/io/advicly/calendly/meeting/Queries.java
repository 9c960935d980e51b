package io.advicly.calendly.meeting;

import java.util.function.Consumer;

/// Questions for meetings.
final class Queries {

    private Queries() {}

    /// As many as there may be on a page.
    static MeetingQuery all() {
        return of(wanted -> wanted.limit = "200");
    }

    static MeetingQuery of(Consumer<MeetingParameters> what) {
        MeetingParameters wanted = new MeetingParameters();
        what.accept(wanted);
        return MeetingQuery.parse(wanted);
    }
}
