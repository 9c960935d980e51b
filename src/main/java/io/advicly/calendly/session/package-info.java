/// Sessions: the short-lived right, given by a backend of the product, to connect one user. How
/// they are kept, how they end, and who is told; `mint`, `api` and `page` are what callers see.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.session;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
