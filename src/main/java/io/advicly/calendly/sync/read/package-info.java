/// Reads one page's turn of a sync from Calendly into meetings. A claimed job comes in. The place
/// to go on from goes out, and what was read is projected.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.sync.read;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
