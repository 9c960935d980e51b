/// Decides what an answer of Calendly means (pure). A status, headers and a body come in, with the
/// question that was asked. An accepted answer or a `CalendlyFailure` goes out.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.calendly.http.answer;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
