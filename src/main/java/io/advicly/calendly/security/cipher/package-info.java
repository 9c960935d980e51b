/// Encrypts single fields, bound to their place, and keeps secrets out of logs. Plain texts and the
/// ring of encryption keys come in. Ciphertexts go out, and plain texts again.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.security.cipher;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
