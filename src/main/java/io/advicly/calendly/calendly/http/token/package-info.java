/// Calls the token endpoint: exchange, refresh and revocation, each sent at most once. A code or a
/// token comes in. A grant or a `CalendlyFailure` goes out, and what the answer says about the
/// client's standing.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.calendly.http.token;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
