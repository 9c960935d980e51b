/// Connections to PostgreSQL, each of which has an end: no statement, and nobody who wants a
/// connection, waits for a server that has gone silent.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.platform.database;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
