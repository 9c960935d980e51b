package io.advicly.calendly.platform.chain;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.groups.UniOnTimeout;
import java.time.Duration;

/// Waits no longer than so long, for something that goes on to its own end all the same.
///
/// Mutiny cancels what takes too long. A chain over a session that is cancelled in the middle
/// closes the session under the statement that is under way, and whatever that is answered has
/// nobody to go to. So nobody else sets a limit to a chain, but to a call of another service. What
/// must not go on for ever has limits of its own, as each statement has
/// ([io.advicly.calendly.platform.database.StatementLimit]).
public final class Patience {

    private Patience() {}

    /// What to do when `work` is not there after `limit`. What it comes to later is not heard.
    public static <T> UniOnTimeout<T> of(Duration limit, Uni<T> work) {
        return uncancelled(work).ifNoItem().after(atLeastAMoment(limit));
    }

    /// Vert.x sets no timer to less, and whoever asks for one within a chain is never answered.
    static Duration atLeastAMoment(Duration wait) {
        return wait.toMillis() < 1 ? Duration.ofMillis(1) : wait;
    }

    /// `work`, which does not end when whoever waits for it goes.
    private static <T> Uni<T> uncancelled(Uni<T> work) {
        return Uni.createFrom()
                .emitter(emitter -> work.subscribe().with(emitter::complete, emitter::fail));
    }
}
