/// Makes and uses up one-time states of the consent, each bound to one browser. A user who is about
/// to consent comes in, and later the callback's parameters. A state with its PKCE challenge goes
/// out, or the reason why it is refused.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.lifecycle.state;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
