/// Makes the calls: `HttpCalendly` is the port over the REST client. Calls of the port come in,
/// each with an access token. HTTP requests go out, and records or a `CalendlyFailure` come back.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.calendly.http;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
