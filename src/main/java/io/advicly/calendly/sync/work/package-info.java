/// Runs several syncs at once, each a turn at a time. Due jobs come in. Finished, failed or
/// postponed jobs go out.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.sync.work;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
