package io.advicly.calendly.sync.trigger;

import java.util.UUID;

/// Some connections with a gap that can be closed, by the order of their ids.
///
/// @param after the id before the first
/// @param last the last one's id
/// @param size how many
record GapPage(UUID after, UUID last, int size) {

    /// Before all others.
    static final UUID START = new UUID(0, 0);
}
