/// Cipher and key ring, secrets in memory, and the caller's identity. No domain words.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.security;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
