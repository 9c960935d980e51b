/// Turns a code into a stored grant, binds the grant to its account, and lets connections go.
/// Codes, accounts and disconnects come in. Connections in their new states go out, and what they
/// held is revoked.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.connection.consent;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
