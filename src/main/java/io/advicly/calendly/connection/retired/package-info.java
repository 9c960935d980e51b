/// Keeps tokens that no connection holds any more until they are revoked. Tokens come in from rows
/// that let go of them. What is due to be revoked goes out.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.connection.retired;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
