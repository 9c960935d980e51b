package io.advicly.calendly.platform.claims;

import org.jspecify.annotations.Nullable;

/// A kind of work that replicas claim.
public interface ClaimedWork {

    /// The channel on which every replica is told that something has become free.
    String FREED = "calendly_freed";

    /// The statement that has due again what the replica `$1`, which is dead, had claimed. Few
    /// rows, and found by an index. Null where a claim is void without its owner's row
    /// ([Replica#isDead]).
    default @Nullable String freeing() {
        return null;
    }

    /// Something may have become free: looks for work now, and returns at once. Nothing where it is
    /// looked for soon, and nobody waits.
    default void freed() {}
}
