/// Tells who calls. Bearer tokens come in. Callers go out, or a problem while the issuer is away or
/// the token is bad.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.security.identity;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
