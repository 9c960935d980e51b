/// Stores syncs as jobs: kinds, windows, places and progress. A wish for a sync comes in, with its
/// reason. Jobs that are due go out, and progress that users see.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.sync.job;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
