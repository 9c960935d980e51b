/// Checks encryption keys at the start and moves every sealed row to the active one. Rows sealed
/// under older keys come in. The same rows go out under the active key, with a count of what is
/// left.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.security.keyring;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
