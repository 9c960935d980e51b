/// Keeps rows of one kind by id, and in the order that indexes give them. Rows come in from the
/// rooms that know what they hold. They go out again one by one, under a key, or all at once to be
/// written.
@NullMarked
package io.advicly.calendly.sandbox.state.table;

import org.jspecify.annotations.NullMarked;
