/// Hears what PostgreSQL notifies, on a connection of its own. Notifications come in. Listeners are
/// called, and told when some may have been missed.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.platform.notice;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
