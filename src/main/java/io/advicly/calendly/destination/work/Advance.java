package io.advicly.calendly.destination.work;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How far a destination has come: what is to be stored of it.
///
/// @param lines that are new, or say something else than their rows
/// @param done subjects whose rows go; none of them is among the lines
/// @param dueAt when the first line is due; null without one
record Advance(
        long position,
        int failures,
        @Nullable Instant failingSince,
        @Nullable Instant lastSuccessAt,
        @Nullable String lastError,
        @Nullable Instant heldAt,
        boolean paused,
        @Nullable Instant dueAt,
        List<Line.Stored> lines,
        List<String> done,
        List<AttemptNote> attempts) {}
