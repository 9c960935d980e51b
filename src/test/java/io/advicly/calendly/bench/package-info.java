/// The benchmark behind `bench/run`: starts PostgreSQL with fsync, the sandbox and the packaged
/// service in a process of its own, puts load on them, prints tables. No test: nothing here is
/// asserted.
@NullMarked
package io.advicly.calendly.bench;

import org.jspecify.annotations.NullMarked;
