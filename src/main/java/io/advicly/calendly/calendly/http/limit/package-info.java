/// Bounds what Calendly's answers take of the memory while they come in. Pieces of an answer come
/// in from the HTTP clients. The same pieces go on, or a refusal in their place.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.calendly.http.limit;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
