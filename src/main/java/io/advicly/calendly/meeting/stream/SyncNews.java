package io.advicly.calendly.meeting.stream;

import io.advicly.calendly.security.identity.Caller;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/// Knows how far a user's calendar has been read. A port: whoever syncs provides it.
public interface SyncNews {

    /// What the stream says about it, as an object that becomes JSON; empty for somebody who is not
    /// connected.
    Uni<Optional<Object>> newsFor(Caller caller);
}
