/// Keeps each grant sealed in its row, replaces it by version, and limits the calls made with it.
/// New grants come in from a consent or a refresh. Unsealed grants and those that are due go out.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.connection.grant;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
