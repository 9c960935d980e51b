package io.advicly.calendly.sync.job;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a turn of a sync ended. Whatever it was, what it has seen are meetings now.
public sealed interface PageResult {

    /// There is more to do.
    ///
    /// @param note what is odd, for whoever reads the job
    record GoesOn(Won won, Duration pause, @Nullable String note) implements PageResult {}

    /// Everything is read.
    record Ended() implements PageResult {}

    record Failed(Won won, Throwable failure) implements PageResult {}

    /// What a turn has come to.
    ///
    /// @param seen the events that were read, and pages without any, by names that tell whether
    ///   they were read before
    /// @param pages how many were read to their end
    /// @param asked false where no call was made
    record Won(Place place, List<String> seen, int pages, boolean asked) {

        /// Nothing, after a call.
        public static Won nothing(Place place) {
            return new Won(place, List.of(), 0, true);
        }
    }

    /// No calls are left for now.
    static PageResult paused(SyncJob job, Duration pause) {
        return new GoesOn(new Won(job.place(), List.of(), 0, false), pause, null);
    }
}
