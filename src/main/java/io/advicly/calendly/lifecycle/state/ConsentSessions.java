package io.advicly.calendly.lifecycle.state;

import io.advicly.calendly.security.identity.Caller;
import io.smallrye.mutiny.Uni;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Sessions that ask users for their consent, as those see them who know nothing else of sessions.
public interface ConsentSessions {

    /// A consent that this session has asked for has come to its end. Never fails: what has
    /// happened has happened.
    ///
    /// @param reason null for a connection
    Uni<Void> ended(UUID session, @Nullable Reason reason);

    /// Forgets every session of the user.
    Uni<Void> forget(Caller owner);
}
