package io.advicly.calendly.sync;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far an account's meetings have been read.
///
/// @param status `pending`, `done`, `failed`, or `none` before the first sync
/// @param meetings how many meetings the connection has
public record SyncProgress(String status, @Nullable Instant lastAt, long meetings) {}
