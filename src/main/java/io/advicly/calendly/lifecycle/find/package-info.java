/// Finds out whom a question is about, and why nothing happens for them. Whatever an operator knows
/// comes in: a user, an address, a URI of Calendly's, an id. The connections that may be meant go
/// out, with the chain of the one that is, or what a tenant's backend is missing.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.lifecycle.find;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
