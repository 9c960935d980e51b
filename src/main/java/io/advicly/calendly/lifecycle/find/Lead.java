package io.advicly.calendly.lifecycle.find;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where a [Clue] leads to.
///
/// @param by as what it was recognised: `user`, `account`, `meeting`, …
/// @param connection the one concerned, where it is one
/// @param organization whose connections are concerned, where it is no single one
/// @param thing the id of the meeting, delivery or whatever else was named
record Lead(
        String by,
        @Nullable UUID connection,
        @Nullable String organization,
        @Nullable String tenant,
        @Nullable String thing) {}
