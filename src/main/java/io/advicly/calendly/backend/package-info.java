/// What backends may call, machine to machine: `/api/backend`. Holds no logic of its own but that
/// of waiting for events.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.backend;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
