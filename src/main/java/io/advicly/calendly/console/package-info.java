/// Lets operators in by their browsers. Requests below `/console` come in. Pages and their files go
/// out, and calls to `/api/admin` as whoever has signed in.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.console;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
